import { isMasterTable } from '#schema/masters.ts';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { conflictsByTable, type ConflictFilter } from '#queries/conflicts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { masterWord } from '#ui/masters/words.ts';
import { useShop } from '#ui/shop-context.tsx';

interface ConflictFilterProps {
  readonly filter: ConflictFilter;
  /** Of the one record that is shown; null where it is not known yet. */
  readonly recordName: string | null;
}

/** Of one record, or of one kind of master; only kinds that have any. */
export function ConflictFilterBar({ filter, recordName }: ConflictFilterProps) {
  const { till } = useShop();
  const { rows } = useLive(conflictsByTable(till.db.read), 250);
  const kinds = rows.flatMap(({ table_name: table, count }) =>
    isMasterTable(table) ? [{ table, count }] : [],
  );
  return (
    <nav aria-label="Which conflicts" className="chip-row flex min-w-0 gap-2 overflow-x-auto py-1">
      {filter.recordId === undefined ? null : (
        <Chip search={filter.table ? { table: filter.table } : {}} isChosen>
          {recordName ?? 'One record'}
          <X aria-label="Show others too" size={18} />
        </Chip>
      )}
      <Chip search={{}} isChosen={filter.table === undefined}>
        All
      </Chip>
      {kinds.map(({ table, count }) => (
        <Chip
          key={table}
          search={{ table }}
          isChosen={filter.table === table && filter.recordId === undefined}
        >
          {masterWord(table)} <span className="num font-medium">{count}</span>
        </Chip>
      ))}
    </nav>
  );
}

interface ChipProps {
  readonly search: { readonly table?: NonNullable<ConflictFilter['table']> };
  readonly isChosen: boolean;
  readonly children: ReactNode;
}

function Chip({ search, isChosen, children }: ChipProps) {
  return (
    <Link
      to="/catalog/conflicts"
      search={search}
      // Without it every filter counts as the page that is open.
      activeOptions={{ exact: true, includeSearch: true }}
      data-chosen={isChosen || undefined}
      className="min-h-touch bg-surface border-line hover:bg-hover data-chosen:bg-ink data-chosen:text-canvas data-chosen:border-ink inline-flex shrink-0 items-center gap-2 rounded-full border px-4 font-semibold whitespace-nowrap transition-colors"
    >
      {children}
    </Link>
  );
}
