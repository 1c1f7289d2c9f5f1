import clsx from 'clsx';
import { useState } from 'react';
import { Button } from '#ui/parts/button.tsx';
import type { ReportColumn } from './report-column.ts';
import { TableActs } from './table-acts.tsx';

interface ReportTableProps<Row> {
  /** What the table is of, for those who do not see it. */
  readonly caption: string;
  /** Of the file, without its ending; null: a list to choose from, for no file and no paper. */
  readonly fileName: string | null;
  /** The first one names the row. */
  readonly columns: readonly ReportColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The sum of all rows; its first column says so. */
  readonly foot?: Row | undefined;
}

const atOnce = 200;

/** Every figure of a report, on screen, on paper and in a file: what is on paper and screen is the first rows until more are asked for, the file has all. */
export function ReportTable<Row>(props: ReportTableProps<Row>) {
  const { caption, fileName, columns, rows, keyOf, foot } = props;
  const [shownCount, setShownCount] = useState(atOnce);
  const shown = columns.filter(({ show }) => show !== undefined);
  const rest = rows.length - shownCount;
  return (
    <>
      {fileName === null ? null : <TableActs {...{ fileName, columns, rows }} />}
      <table className="num bg-surface border-line w-full border-separate border-spacing-0 rounded-lg border text-end">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-soft text-sm">
          <tr className="*:px-3 *:py-2.5 *:font-semibold">
            {shown.map((column, index) => (
              <th key={column.head} scope="col" className={look(column, index)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownCount).map((row) => (
            <tr key={keyOf(row)} className="*:border-line hover:bg-hover *:border-t *:px-3 *:py-2.5">
              <Cells {...{ row, shown }} />
            </tr>
          ))}
        </tbody>
        {foot === undefined ? null : (
          <tfoot>
            <tr className="*:border-line-strong *:border-t-2 *:px-3 *:py-3 font-bold">
              <Cells row={foot} shown={shown} />
            </tr>
          </tfoot>
        )}
      </table>
      {rest > 0 ? (
        <div className="self-center print:hidden">
          <Button onClick={() => setShownCount(shownCount + 5 * atOnce)}>
            Show {Math.min(rest, 5 * atOnce).toLocaleString()} more of {rest.toLocaleString()}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface CellsProps<Row> {
  readonly row: Row;
  readonly shown: readonly ReportColumn<Row>[];
}

function Cells<Row>({ row, shown }: CellsProps<Row>) {
  return shown.map((column, index) =>
    index === 0 ? (
      <th
        key={column.head}
        scope="row"
        className={clsx(look(column, index), 'min-w-28 font-semibold wrap-anywhere')}
      >
        {column.show?.(row)}
      </th>
    ) : (
      <td key={column.head} className={look(column, index)}>
        {column.show?.(row)}
      </td>
    ),
  );
}

function look({ isText, isWide, isBold }: Omit<ReportColumn<never>, 'show' | 'file'>, index: number): string {
  return clsx(
    isText || index === 0 ? 'text-start' : 'text-end',
    isWide && 'max-md:hidden print:table-cell',
    isBold && 'font-bold',
  );
}
