import clsx from 'clsx';
import { CircleCheck, CloudUpload, TriangleAlert } from 'lucide-react';
import { isManager } from '#commands/till.ts';
import { refusedElsewhere } from '#queries/refused.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { toneClasses } from '#ui/parts/badge.tsx';
import { useNow } from '#ui/hooks/use-now.ts';
import type { QueueSummary } from '#ui/hooks/use-queue-summary.ts';
import { useShop, useSyncView } from '#ui/shop-context.tsx';
import { sentenceOf } from './sentence.ts';

const icons = { good: CircleCheck, attention: CloudUpload, bad: TriangleAlert } as const;

/** The one sentence that a worried person came for, and the counts behind it. */
export function SyncState({ summary }: { readonly summary: QueueSummary }) {
  const { till } = useShop();
  const { connection, held } = useSyncView();
  const now = useNow();
  const { rows: elsewhere } = useLive(refusedElsewhere(till.db.read), 250);
  const isBackingOff = summary.next_try_at !== null && Date.parse(summary.next_try_at) > now;
  const { text, tone } = sentenceOf({
    ...summary,
    isBackingOff,
    isHeld: held !== null,
    connection,
    isManager: isManager(till),
    refusedElsewhere: elsewhere.length,
  });
  const Icon = icons[tone];
  return (
    <section
      aria-label="State of sync"
      className={clsx('flex flex-wrap items-center gap-x-6 gap-y-3 rounded-xl p-4 sm:p-5', toneClasses[tone])}
    >
      <div className="flex min-w-0 flex-1 basis-72 items-center gap-3">
        <Icon aria-hidden size={30} strokeWidth={2} className="shrink-0" />
        <p className="text-lg leading-snug font-semibold text-balance sm:text-xl" aria-live="polite">
          {text}
        </p>
      </div>
      <dl className="num flex gap-2 max-sm:w-full">
        <Count word="Pending" count={summary.pending} />
        <Count word="On hold" count={held ? summary.pending : summary.waiting} />
        <Count word="Refused" count={summary.failed} />
      </dl>
    </section>
  );
}

function Count({ word, count }: { readonly word: string; readonly count: number }) {
  return (
    <div className="bg-surface text-ink flex min-w-22 flex-1 flex-col-reverse items-center rounded-md px-3 py-2">
      <dt className="text-soft text-sm whitespace-nowrap">{word}</dt>
      <dd className="text-2xl font-bold">{count}</dd>
    </div>
  );
}
