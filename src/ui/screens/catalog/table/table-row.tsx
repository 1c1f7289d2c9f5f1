import clsx from 'clsx';
import { CloudUpload, TriangleAlert } from 'lucide-react';
import type { CSSProperties, MouseEvent } from 'react';
import type { EditState, ListedRow } from '#queries/masters.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { columnOf, type MasterDefinition } from '#ui/masters/definition.ts';
import type { Marks } from '#ui/screens/catalog/use-marks.ts';
import { useShownText } from '#ui/screens/catalog/use-shown-text.ts';
import { isNumber, type TableLayout } from './table-layout.ts';

interface TableRowProps {
  readonly id: string;
  readonly index: number;
  readonly row: ListedRow | undefined;
  readonly definition: MasterDefinition;
  readonly layout: TableLayout;
  readonly isActive: boolean;
  readonly marks: Marks | null;
  readonly onOpen: (id: string) => void;
  readonly onPlace: (index: number) => void;
  /** All from the row that the table is at. */
  readonly onMarkTo: (index: number) => void;
  readonly style: CSSProperties;
}

export function TableRow(props: TableRowProps) {
  const { id, index, row, definition, layout, isActive, marks, onOpen, onPlace, onMarkTo, style } = props;
  const isMarked = row !== undefined && marks !== null && marks.ids.has(row.id);
  const mark = (isRange: boolean) => {
    if (isRange) onMarkTo(index);
    else if (row) marks?.toggle(row.id);
    onPlace(index);
  };
  const open = () => {
    onPlace(index);
    if (row) onOpen(row.id);
  };
  return (
    // The table has the focus and answers the keys: a row only takes a finger or a click.
    <tr
      id={id}

      aria-rowindex={index + 2}
      aria-selected={marks ? isMarked : undefined}
      onClick={open}
      style={{ ...style, gridTemplateColumns: layout.template }}
      className={clsx(
        'border-line absolute inset-x-0 top-0 grid cursor-pointer items-center border-b pe-2',
        layout.isCompact ? 'gap-x-3' : 'gap-x-5',
        isMarked ? 'bg-brand-tint' : 'hover:bg-hover',
        isActive &&
          'group-focus-visible:outline-focus group-focus-visible:outline-3 group-focus-visible:-outline-offset-3',
      )}
    >
      {row ? (
        <>
          {marks ? (
            <MarkCell name={String(row[definition.called] ?? '')} isMarked={isMarked} onMark={mark} />
          ) : null}
          <Cells row={row} definition={definition} layout={layout} />
        </>
      ) : (
        <td aria-label="One moment" />
      )}
    </tr>
  );
}

interface CellsProps {
  readonly row: ListedRow;
  readonly definition: MasterDefinition;
  readonly layout: TableLayout;
}

function Cells({ row, definition, layout }: CellsProps) {
  const shown = useShownText();
  const below = layout.isCompact
    ? definition.below.map((name) => shown(columnOf(definition, name), row)).filter(Boolean)
    : [];
  return layout.columns.map((column) => {
    const text = shown(column, row);
    const isName = column.name === definition.called;
    return (
      <td
        key={column.name}

        className={clsx(
          'min-w-0',
          isNumber(column.of.kind) && 'num text-end font-semibold whitespace-nowrap',
        )}
      >
        {isName ? (
          <span className={clsx('flex min-w-0 gap-x-2', layout.isCompact ? 'flex-col' : 'items-center')}>
            <span className="truncate font-semibold">{text}</span>
            <span
              className={clsx(
                'text-soft flex items-center gap-2 text-sm',
                layout.isCompact ? 'min-w-0' : 'shrink-0',
              )}
            >
              {below.length > 0 ? <span className="num truncate">{below.join(' · ')}</span> : null}
              <EditBadge state={row.edit_state} />
            </span>
          </span>
        ) : (
          <span className={clsx('block truncate', row[column.name] === null && 'text-soft')}>{text}</span>
        )}
      </td>
    );
  });
}

/** An edit that the server has not taken. */
function EditBadge({ state }: { readonly state: EditState | null }) {
  switch (state) {
    case null:
      return null;
    case 'pending':
      return (
        <Badge tone="attention" icon={CloudUpload}>
          Pending
        </Badge>
      );
    case 'failed':
      return (
        <Badge tone="bad" icon={TriangleAlert}>
          Refused
        </Badge>
      );
  }
}

/** The keys go on where the box was clicked. */
function keepFocus(event: MouseEvent<HTMLElement>): void {
  event.preventDefault();
  event.currentTarget.closest('table')?.focus({ preventScroll: true });
}

interface MarkCellProps {
  readonly name: string;
  readonly isMarked: boolean;
  readonly onMark: (isRange: boolean) => void;
}

/** With Shift: all from the row that the table is at to this one. */
function MarkCell({ name, isMarked, onMark }: MarkCellProps) {
  const mark = (event: MouseEvent) => {
    event.stopPropagation();
    if (event.target instanceof HTMLInputElement) onMark(event.shiftKey);
  };
  return (
    <td>
      {/* The click is the box's own, from the keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <label
        onMouseDown={keepFocus}
        onClick={mark}
        className="size-touch flex cursor-pointer items-center justify-center"
      >
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${name}`}
          checked={isMarked}
          readOnly
          className="size-5"
        />
      </label>
    </td>
  );
}
