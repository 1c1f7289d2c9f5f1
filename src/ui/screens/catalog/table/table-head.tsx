import clsx from 'clsx';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { masterLists } from '#queries/master-lists.ts';
import { fieldWord } from '#ui/masters/words.ts';
import type { ColumnDefinition, MasterDefinition } from '#ui/masters/definition.ts';
import type { Marks } from '#ui/screens/catalog/use-marks.ts';
import { isNumber, type TableLayout } from './table-layout.ts';

export interface Sort {
  readonly column: string;
  readonly isDescending: boolean;
}

interface TableHeadProps {
  readonly definition: MasterDefinition;
  readonly layout: TableLayout;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly marks: Marks | null;
  readonly total: number;
}

/** Stays in sight; a column that the list can be sorted by is a button. */
export function TableHead({ definition, layout, sort, onSort, marks, total }: TableHeadProps) {
  const lists: Readonly<Record<string, { readonly sorted: readonly string[] }>> = masterLists;
  const sorted = lists[definition.table]?.sorted ?? [];
  return (
    <thead className="bg-canvas sticky top-0 z-10 block">
      <tr
        aria-rowindex={1}
        className={clsx(
          'border-line text-soft grid h-11 items-center border-b pe-2 text-sm font-semibold',
          layout.isCompact ? 'gap-x-3' : 'gap-x-5',
        )}
        style={{ gridTemplateColumns: layout.template }}
      >
        {marks ? <MarkAll marks={marks} total={total} /> : null}
        {layout.columns.map((column) => {
          const isSorted = column.name === sort.column;
          const isDescending = isSorted && sort.isDescending;
          return (
            <HeadCell
              key={column.name}
              column={column}
              direction={isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'}
              onSort={
                sorted.includes(column.name)
                  ? () => onSort({ column: column.name, isDescending: isSorted && !isDescending })
                  : null
              }
            />
          );
        })}
      </tr>
    </thead>
  );
}

interface HeadCellProps {
  readonly column: ColumnDefinition;
  readonly direction: 'ascending' | 'descending' | 'none';
  readonly onSort: (() => void) | null;
}

const arrows = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown } as const;

function HeadCell({ column, direction, onSort }: HeadCellProps) {
  const Arrow = arrows[direction];
  const word = fieldWord(column.name);
  return (
    <th
      scope="col"
      {...(onSort ? { 'aria-sort': direction } : {})}
      className={clsx('flex min-w-0 text-start', isNumber(column.of.kind) && 'justify-end text-end')}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className={clsx(
            'hover:bg-hover -mx-2 flex h-11 min-w-touch items-center gap-1 rounded-md px-2 font-semibold',
            direction !== 'none' && 'text-ink',
          )}
        >
          <span className="truncate">{word}</span>
          <Arrow aria-hidden size={15} strokeWidth={2.3} className="shrink-0" />
        </button>
      ) : (
        <span className="truncate">{word}</span>
      )}
    </th>
  );
}

function MarkAll({ marks, total }: { readonly marks: Marks; readonly total: number }) {
  const { size } = marks.ids;
  const isAll = size > 0 && size >= total;
  return (
    <th scope="col">
      <label className="size-touch flex cursor-pointer items-center justify-center">
        <input
          type="checkbox"
          aria-label="Select all that match"
          checked={isAll}
          ref={(box) => {
            if (box) box.indeterminate = size > 0 && !isAll;
          }}
          onChange={() => (isAll ? marks.clear() : marks.markAll())}
          className="size-5"
        />
      </label>
    </th>
  );
}
