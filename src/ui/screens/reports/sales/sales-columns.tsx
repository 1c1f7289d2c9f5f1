import { Link } from '@tanstack/react-router';
import type { Period } from '#domain/period.ts';
import type { SalesRow } from '#queries/reports/sales-by.ts';
import type { Columns, ReportColumn } from '#ui/screens/reports/report-column.ts';
import { NotSentYet } from '#ui/screens/reports/not-sent-yet.tsx';
import { marginPercent, type ShownRow } from './sales-rows.ts';
import { viewWords, type SalesRowsView } from './sales-views.ts';

interface Asked {
  readonly by: SalesRowsView;
  readonly period: Period;
  readonly whole: SalesRow;
  /** Whether each row shows its share of all. */
  readonly isRanked: boolean;
}

/** Of the row that is the sum of all. */
export const wholeName = 'All';

/** Each row is a way to the documents that it is made of. */
export function salesColumns(columns: Columns, asked: Asked): readonly ReportColumn<ShownRow>[] {
  const { money, count, quantity, percent, text } = columns;
  const hidden = (column: ReportColumn<ShownRow>) => ({ head: column.head, file: column.file ?? (() => '') });
  return [
    {
      head: viewWords[asked.by],
      show: (row) => <RowName {...asked} row={row} />,
      file: ({ name }) => name,
      isText: true,
    },
    hidden(text('Key', ({ key }) => key)),
    count('Receipts', (row) => row.sale_count, { isWide: true }),
    hidden(count('Returns', (row) => row.return_count)),
    hidden(count('Not sent yet', (row) => row.pending_count)),
    ...(asked.by === 'item'
      ? [quantity<ShownRow>('Quantity', (row) => (row.name === wholeName ? null : row.quantity_milli))]
      : []),
    {
      ...money('Sales', (row: ShownRow) => row.gross_minor),
      show: (row) => <NotSentYet all={row.gross_minor} pending={row.pending_minor} />,
      isBold: true,
    },
    hidden(money('Without tax', (row) => row.net_minor)),
    money('Discount', (row) => row.discount_minor, { isWide: true }),
    hidden(money('Returned', (row) => row.returned_minor)),
    money('Tax', (row) => row.tax_minor, { isWide: true }),
    hidden(money('Cost', (row) => row.cost_minor)),
    money('Margin', (row) => (row.cost_minor === null ? null : row.net_minor - row.cost_minor), {
      isWide: true,
    }),
    percent('%', marginPercent, { isWide: true }),
  ];
}

function RowName({ row, by, period, whole, isRanked }: Asked & { readonly row: ShownRow }) {
  if (row.name === wholeName) return wholeName;
  return (
    <>
      <Link
        to="/reports/documents"
        search={{ ...period, by, key: row.key }}
        className="-my-2.5 flex min-h-touch items-center underline-offset-4 hover:underline"
      >
        {row.name}
      </Link>
      {isRanked ? <Share of={row.gross_minor} all={whole.gross_minor} /> : null}
    </>
  );
}

function Share({ of, all }: { readonly of: number; readonly all: number }) {
  if (of <= 0 || all <= 0) return null;
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
      className="mt-1 block h-1 w-full max-w-72 print:hidden"
    >
      <rect width={100} height={1} className="fill-sunken" />
      <rect width={(of / all) * 100} height={1} className="fill-brand" />
    </svg>
  );
}
