import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react';
import type { ListedRow } from '#queries/masters.ts';
import { useElementWidth } from '#ui/hooks/use-element-width.ts';
import { useRowsInSight } from '#ui/hooks/use-rows-in-sight.ts';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import type { Marks } from '#ui/screens/catalog/use-marks.ts';
import { gridAct } from './grid-keys.ts';
import { layoutFor } from './table-layout.ts';
import { TableHead, type Sort } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { useRem } from './use-rem.ts';

interface MasterTableProps {
  readonly definition: MasterDefinition;
  /** Another one for another list, which begins at its top. */
  readonly listKey: string;
  readonly total: number;
  /** Undefined while its window is read: the row keeps its place. */
  readonly row: (index: number) => ListedRow | undefined;
  readonly onWindow: (first: number, last: number) => void;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** Null where nothing can be done with what is marked. */
  readonly marks: Marks | null;
  readonly onOpen: (id: string) => void;
}

const rowRem = 3.25;
const compactRowRem = 4.25;
const headRem = 2.75;

/**
 * Masters by the thousands. The table has the focus, and says which row the
 * keys are at: a row that scrolls out of sight takes no focus with it.
 */
export function MasterTable(props: MasterTableProps) {
  const { definition, listKey, total, row, onWindow, sort, onSort, marks, onOpen } = props;
  const id = useId();
  const [scroller, width] = useElementWidth<HTMLTableElement>();
  const [probe, rem] = useRem();
  const canMark = marks !== null;
  const layout = useMemo(
    () => layoutFor(definition, width / rem, canMark),
    [definition, width, rem, canMark],
  );
  const rowHeight = rem * (layout.isCompact ? compactRowRem : rowRem);
  const headHeight = rem * headRem;
  const [place, setPlaceOf] = useState({ listKey, index: 0 });
  const setPlace = (index: number) => setPlaceOf({ listKey, index });
  const active = place.listKey === listKey ? Math.min(place.index, total - 1) : 0;
  const rows = useRowsInSight(scroller, { count: total, rowHeight, headHeight });
  const shown = rows.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => onWindow(first, last), [first, last, onWindow]);
  useEffect(() => {
    // In braces: some browsers answer with a promise, which is no clean-up.
    scroller.current?.scrollTo({ top: 0 });
  }, [scroller, listKey]);

  const onKeyDown = (event: KeyboardEvent) => {
    // Buttons of the head have keys of their own.
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const act = gridAct(event, { active, total, page });
    if (act === null || (!canMark && act.kind !== 'move' && act.kind !== 'open')) return;
    event.preventDefault();
    const at = row(active);
    switch (act.kind) {
      case 'move':
        if (act.isMarking) marks?.addRange(active, act.to);
        setPlace(act.to);
        return rows.scrollToIndex(act.to);
      case 'open':
        return at && onOpen(at.id);
      case 'mark':
        return at && marks?.toggle(at.id);
      case 'mark_all':
        return marks?.markAll();
      case 'unmark_all':
        return marks?.clear();
    }
  };
  return (
    <div className="relative h-full">
      <span ref={probe} aria-hidden className="absolute w-4" />
      {/* The rows are laid out by hand; browsers keep what the tags mean. */}
      <table
        ref={scroller}
        // It takes the focus and the keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        tabIndex={0}
        aria-label={definition.title}
        aria-rowcount={total + 1}
        aria-multiselectable={canMark}
        aria-activedescendant={total > 0 ? `${id}-${active}` : undefined}
        onKeyDown={onKeyDown}
        className="group scroll-calm relative block h-full w-full outline-none"
      >
        <TableHead
          definition={definition}
          layout={layout}
          sort={sort}
          onSort={onSort}
          marks={marks}
          total={total}
        />
        <tbody className="relative block" style={{ height: rows.getTotalSize() }}>
          {shown.map(({ index, size, start }) => (
            <TableRow
              key={index}
              id={`${id}-${index}`}
              index={index}
              row={row(index)}
              definition={definition}
              layout={layout}
              isActive={index === active}
              marks={marks}
              onOpen={onOpen}
              onPlace={setPlace}
              onMarkTo={(to) => marks?.addRange(active, to)}
              style={{ height: size, transform: `translateY(${start - headHeight}px)` }}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
