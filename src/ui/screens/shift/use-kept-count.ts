import { useMemo, useState } from 'react';
import { keepCount } from '#commands/count-shift.ts';
import type { Till } from '#commands/till.ts';
import type { OpenShift, TypedCounts } from '#domain/open-shift.ts';
import type { Refusal } from '#domain/refusal.ts';
import { useShop } from '#ui/shop-context.tsx';

export interface KeptCount {
  readonly counts: TypedCounts;
  readonly change: (counts: TypedCounts) => void;
  /** Why the last save did not happen. */
  readonly unsaved: Refusal | null;
}

/** What is typed into the count, kept on the device as it is typed; the newest last. */
export function useKeptCount(shift: OpenShift): KeptCount {
  const { till } = useShop();
  const [counts, setCounts] = useState(shift.counts);
  const [unsaved, setUnsaved] = useState<Refusal | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  const save = useMemo(() => saver(till, shift.id, setUnsaved, setCrash), [till, shift.id]);
  if (crash) throw crash;
  const change = (next: TypedCounts) => {
    setCounts(next);
    save(next);
  };
  return { counts, change, unsaved };
}

/** One after another, so that the newest is written last. */
function saver(
  till: Till,
  shiftId: string,
  onSaved: (unsaved: Refusal | null) => void,
  onCrash: (error: unknown) => void,
): (counts: TypedCounts) => void {
  let last = Promise.resolve();
  return (counts) => {
    last = last
      .then(() => keepCount(till, shiftId, { counts }))
      .then((result) => onSaved(result.kind === 'refused' ? result.refusal : null), onCrash);
  };
}
