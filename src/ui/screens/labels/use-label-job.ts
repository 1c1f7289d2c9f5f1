import { useEffect, useMemo, useState } from 'react';
import { labelItems, type LabelItem } from '#queries/label-items.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';
import { keepJob, ofEach, readJob, type LabelJob } from './label-job.ts';
import { labelSize, pagesOf } from './label-sizes.ts';

/** `ids`: from a link, in the place of what was chosen before. */
export function useLabelJob(ids: readonly string[]) {
  const { read } = useShop().till.db;
  const [job, setJob] = useState<LabelJob>(() =>
    ids.length > 0 ? { ...readJob(), choices: ofEach(ids) } : readJob(),
  );
  useEffect(() => keepJob(job), [job]);
  const wanted = useMemo(() => job.choices.map(({ id }) => id).toSorted(), [job.choices]);
  const { rows, isLoading } = useLive<LabelItem>(labelItems(read, wanted), 250);
  const items = useMemo(() => new Map(rows.map((item) => [item.id, item])), [rows]);
  const size = labelSize(job.size);
  const pages = useMemo(() => {
    const labels = job.choices.flatMap(({ id, count }) => {
      const item = items.get(id);
      return item ? Array.from({ length: count }, () => item) : [];
    });
    return pagesOf(labels, size, size.columns * size.rows > 1 ? job.used : 0);
  }, [job, items, size]);
  return { job, setJob, items, isLoading, size, pages };
}
