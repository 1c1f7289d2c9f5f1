import { Link } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import type { MasterTable } from '#schema/masters.ts';
import { unsentEdits } from '#queries/edits.ts';
import { recordOrigin } from '#queries/master-names.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { EditList } from './edit-list.tsx';
import { RecordLink } from './record-link.tsx';
import { unsentEntry } from './history-entry.ts';

interface RecordHistoryProps {
  readonly table: MasterTable;
  readonly id: string;
}

/** What waits on this device, then what the server has; asked for anew when something was sent. */
export function RecordHistory({ table, id }: RecordHistoryProps) {
  const { read } = useShop().till.db;
  const [origin] = useLive(recordOrigin(read, table, id)).rows;
  const { rows, isLoading } = useLive(unsentEdits(read, [id]));
  const unsent = rows.toReversed().flatMap((row) => unsentEntry(row) ?? []);
  return (
    <Screen
      title={`History of ${origin?.name ?? 'a record'}`}
      actions={
        <>
          <RecordLink table={table} id={id} />
          <Link
            to="/catalog/conflicts"
            search={{ table, id }}
            className="min-h-touch bg-raised border-line hover:bg-hover shadow-card inline-flex items-center gap-2 rounded-md border px-4 font-semibold"
          >
            <GitCompareArrows aria-hidden size={20} />
            Conflicts
          </Link>
        </>
      }
    >
      {isLoading ? null : (
        <EditList
          key={unsent.map((entry) => entry.id).join()}
          table={table}
          id={id}
          unsent={unsent}
          origin={origin ?? null}
        />
      )}
    </Screen>
  );
}
