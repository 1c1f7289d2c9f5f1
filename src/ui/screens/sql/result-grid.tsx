/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex -- rows that stand apart are no rows of a table element; a scroller takes the focus */
import clsx from 'clsx';
import { useRef } from 'react';
import type { SqlRow } from '#schema/workbench.ts';
import { useRowsInSight } from '#ui/hooks/use-rows-in-sight.ts';
import { useCurrency } from '#ui/shop-context.tsx';
import { cellText, columnWidths, isNumber, type Amounts } from './cell-text.ts';

interface ResultGridProps {
  readonly columns: readonly string[];
  readonly rows: readonly SqlRow[];
  readonly amounts: Amounts;
}

const rowHeight = 36;

/** A result of any length: only what is in sight exists. */
export function ResultGrid({ columns, rows, amounts }: ResultGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const inSight = useRowsInSight(scroller, { count: rows.length, rowHeight, headHeight: rowHeight });
  const currency = useCurrency();
  const widths = columnWidths(columns, rows);
  const width = widths.reduce((sum, one) => sum + one, 0);
  return (
    <section
      ref={scroller}
      tabIndex={0}
      aria-label="Rows"
      className="scroll-calm border-line bg-surface h-[60dvh] overflow-auto rounded-lg border lg:h-64 lg:flex-auto"
    >
      <div
        role="table"
        aria-label="Result"
        aria-rowcount={rows.length + 1}
        className="num relative min-w-full text-sm"
        style={{ height: inSight.getTotalSize() + rowHeight, width }}
      >
        <div
          role="row"
          aria-rowindex={1}
          className="bg-sunken border-line sticky top-0 z-10 flex h-9 items-center border-b font-semibold"
        >
          {columns.map((name, index) => (
            <span
              role="columnheader"
              // A query may name two columns the same.
              key={index}
              className={clsx('truncate px-3', isNumber(rows[0]?.[index] ?? null) && 'text-end')}
              style={{ width: widths[index] }}
              title={name}
            >
              {name}
            </span>
          ))}
        </div>
        {inSight.getVirtualItems().map((item) => (
          <div
            role="row"
            key={item.key}
            aria-rowindex={item.index + 2}
            className="border-line hover:bg-hover absolute inset-x-0 top-0 flex h-9 items-center border-b"
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {columns.map((name, index) => {
              const value = rows[item.index]?.[index] ?? null;
              const text = cellText(value, name, amounts, currency);
              return (
                <span
                  role="cell"
                  key={index}
                  className={clsx(
                    'truncate px-3',
                    isNumber(value) && 'text-end',
                    value === null && 'text-soft italic',
                  )}
                  style={{ width: widths[index] }}
                  title={text}
                >
                  {text}
                </span>
              );
            })}
          </div>
        ))}
      </div>
    </section>
  );
}
