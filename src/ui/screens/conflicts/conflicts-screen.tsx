import { Link, useSearch } from '@tanstack/react-router';
import { GitCompareArrows, History, ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { mayEditMasters } from '#commands/save-masters.ts';
import { conflictCount, conflictPage, type ConflictFilter } from '#queries/conflicts.ts';
import { useMedia, wide } from '#ui/hooks/use-media.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { useWindow } from '#ui/hooks/use-window.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { VirtualList } from '#ui/parts/virtual-list.tsx';
import { RecordLink } from '#ui/screens/history/record-link.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { conflictOf, type Conflict } from './conflict.ts';
import { ConflictCard } from './conflict-card.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { ConflictFilterBar } from './conflict-filter.tsx';
import { useRestore } from './use-restore.ts';

const title = 'Conflicts';

/** Where two people edited the same thing and one of them lost: for managers, also offline (R9.1-4). */
export function ConflictsScreen() {
  const { till } = useShop();
  const { table, id } = useSearch({ from: '/catalog/conflicts' });
  useScanToSell();
  // Those of a colleague's session are not on this device.
  if (!mayEditMasters(till, 'items')) {
    return (
      <Screen title={title}>
        <EmptyState icon={ShieldAlert} title="This is for managers">
          Prices and limits, and who set them, are theirs to review.
        </EmptyState>
      </Screen>
    );
  }
  return <Conflicts key={`${table} ${id}`} filter={{ table, recordId: id }} />;
}

function Conflicts({ filter }: { readonly filter: ConflictFilter }) {
  const { read } = useShop().till.db;
  const list = useWindow((span) => conflictPage(read, { ...filter, ...span }), conflictCount(read, filter));
  const [open, setOpen] = useState<Conflict | null>(null);
  const restore = useRestore();
  const isWide = useMedia(wide);
  const now = useNow();
  const first = list.row(0);
  const onRestore = (conflict: Conflict) =>
    conflict.standing === 'changed_since' ? setOpen(conflict) : void restore(conflict);
  return (
    <Screen title={title} actions={<RecordLinks filter={filter} />}>
      <div className="flex min-h-0 flex-1 flex-col gap-2 px-4 pb-3 md:px-6">
        <ConflictFilterBar filter={filter} recordName={first ? conflictOf(first).recordName : null} />
        {list.total > 0 ? (
          <div className="min-h-0 flex-1">
            <VirtualList
              label={title}
              count={list.total}
              rowHeight={isWide ? 196 : 316}
              onWindow={list.onWindow}
              render={(index) => {
                const row = list.row(index);
                return row ? (
                  <ConflictCard conflict={conflictOf(row)} now={now} onRestore={onRestore} onLook={setOpen} />
                ) : null;
              }}
            />
          </div>
        ) : list.isLoading ? null : (
          <EmptyState icon={GitCompareArrows} title="No conflicts">
            When two devices change the same thing, the newest stays. The other is kept here.
          </EmptyState>
        )}
      </div>
      {open ? <ConflictDialog conflict={open} onClose={() => setOpen(null)} /> : null}
    </Screen>
  );
}

/** Of the one record that is shown. */
function RecordLinks({ filter: { table, recordId } }: { readonly filter: ConflictFilter }) {
  if (table === undefined || recordId === undefined) return null;
  return (
    <>
      <RecordLink table={table} id={recordId} />
      <Link
        to="/catalog/history"
        search={{ table, id: recordId }}
        className="min-h-touch bg-raised border-line hover:bg-hover shadow-card inline-flex items-center gap-2 rounded-md border px-4 font-semibold"
      >
        <History aria-hidden size={20} />
        History
      </Link>
    </>
  );
}
