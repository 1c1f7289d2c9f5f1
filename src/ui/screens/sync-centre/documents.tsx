import { CloudCheck } from 'lucide-react';
import { useState } from 'react';
import { outboxRecords } from '#queries/outbox.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { QueueRow } from '#ui/screens/queue/queue-row.tsx';
import { RefusedElsewhere } from '#ui/screens/refused/refused-elsewhere.tsx';
import { useShop } from '#ui/shop-context.tsx';

type Shown = 'unsent' | 'all';

const segments = [
  { value: 'unsent', label: 'Not sent' },
  { value: 'all', label: 'All' },
] as const;

const pageSize = 50;

/** Every document that this device posted and what became of it: the unsent oldest first, as they go. */
export function Documents() {
  const { till } = useShop();
  const [shown, setShown] = useState<Shown>('unsent');
  const [limit, setLimit] = useState(pageSize);
  const now = useNow();
  const isAll = shown === 'all';
  const query = outboxRecords(till.db.read, { includeSynced: isAll, newestFirst: isAll, limit: limit + 1 });
  const { rows, isLoading } = useLive(query, 16);
  const choose = (next: Shown) => {
    setShown(next);
    setLimit(pageSize);
  };
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <RefusedElsewhere now={now} />
      <section aria-label="Documents" className="flex min-w-0 flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="text-lg">Documents</h2>
          <Segmented<Shown> label="Show" value={shown} segments={segments} onChange={choose} />
        </div>
        {rows.length > 0 ? (
          <ul className="flex flex-col gap-2">
            {rows.slice(0, limit).map((record) => (
              <QueueRow key={record.queue_id} record={record} now={now} />
            ))}
          </ul>
        ) : isLoading ? null : (
          <div className="bg-surface border-line rounded-xl border">
            <EmptyState icon={CloudCheck} title={isAll ? 'No documents yet' : 'Nothing waits'} />
          </div>
        )}
        {rows.length > limit ? (
          <Button className="self-center" onClick={() => setLimit(limit + pageSize)}>
            Show more
          </Button>
        ) : null}
      </section>
    </div>
  );
}
