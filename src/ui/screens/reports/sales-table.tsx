import { Link } from '@tanstack/react-router';
import type { Period } from '#domain/period.ts';
import { formatQuantity } from '#domain/quantity.ts';
import type { SalesRow } from '#queries/reports/sales-by.ts';
import { useMoney } from '#ui/shop-context.tsx';
import type { SalesView } from './report-search.ts';
import { marginPercent, type ShownRow } from './sales-rows.ts';
import { viewWords } from './words.ts';

interface SalesTableProps {
  readonly rows: readonly ShownRow[];
  readonly whole: SalesRow;
  readonly by: Exclude<SalesView, 'tender'>;
  readonly period: Period;
  /** Whether each row shows its share of all. */
  readonly isRanked: boolean;
}

const percent = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const wide = 'max-md:hidden print:table-cell';

/** Every figure, each row a way to the documents that it is made of. */
export function SalesTable({ rows, whole, by, period, isRanked }: SalesTableProps) {
  return (
    <table className="num bg-surface border-line w-full border-separate border-spacing-0 rounded-lg border text-end">
      <caption className="sr-only">Sales by {viewWords[by].toLowerCase()}</caption>
      <thead className="text-soft text-sm">
        <tr className="*:px-3 *:py-2.5 *:font-semibold">
          <th scope="col" className="text-start">
            {viewWords[by]}
          </th>
          <th scope="col" className={`${wide} text-end`}>
            Receipts
          </th>
          {by === 'item' ? (
            <th scope="col" className="text-end">
              Quantity
            </th>
          ) : null}
          <th scope="col" className="text-end">
            Sales
          </th>
          <th scope="col" className={`${wide} text-end`}>
            Discount
          </th>
          <th scope="col" className={`${wide} text-end`}>
            Tax
          </th>
          <th scope="col" className={`${wide} text-end`}>
            Margin
          </th>
          <th scope="col" className={`${wide} text-end`}>
            %
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="*:border-line hover:bg-hover *:border-t *:px-3 *:py-0">
            <th scope="row" className="text-start font-semibold">
              <Link
                to="/reports/documents"
                search={{ ...period, by, key: row.key }}
                className="flex min-h-touch items-center break-words underline-offset-4 hover:underline"
              >
                {row.name}
              </Link>
              {isRanked ? <Share of={row.gross_minor} all={whole.gross_minor} /> : null}
            </th>
            <Cells row={row} by={by} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="*:border-line-strong *:border-t-2 *:px-3 *:py-3 font-bold">
          <th scope="row" className="text-start">
            All
          </th>
          <Cells row={whole} by={by} />
        </tr>
      </tfoot>
    </table>
  );
}

function Share({ of, all }: { readonly of: number; readonly all: number }) {
  if (of <= 0 || all <= 0) return null;
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
      className="mb-2 block h-1 w-full max-w-72 print:hidden"
    >
      <rect width={100} height={1} className="fill-sunken" />
      <rect width={(of / all) * 100} height={1} className="fill-brand" />
    </svg>
  );
}

function Cells({ row, by }: { readonly row: SalesRow; readonly by: SalesView }) {
  const money = useMoney();
  const margin = marginPercent(row);
  return (
    <>
      <td className={wide}>{row.sale_count.toLocaleString()}</td>
      {by === 'item' ? (
        <td>
          {row.key === '' ? '' : formatQuantity(row.quantity_milli, row.quantity_milli % 1000 === 0 ? 0 : 3)}
        </td>
      ) : null}
      <td className="font-bold">
        {money(row.gross_minor)}
        {row.pending_minor === 0 ? null : (
          <span className="text-soft block text-xs font-medium">{money(row.pending_minor)} not sent yet</span>
        )}
      </td>
      <td className={wide}>{money(row.discount_minor)}</td>
      <td className={wide}>{money(row.tax_minor)}</td>
      <td className={wide}>{row.cost_minor === null ? '–' : money(row.net_minor - row.cost_minor)}</td>
      <td className={wide}>{margin === null ? '–' : percent.format(margin)}</td>
    </>
  );
}
