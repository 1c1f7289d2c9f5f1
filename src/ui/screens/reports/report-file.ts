/** What is on screen, as a file for a spreadsheet: amounts as plain decimals, quantities too. */
import { byteOrderMark, csvText } from '#domain/csv/write-csv.ts';
import { decimalText } from '#domain/decimal.ts';
import type { TenderRow } from '#queries/reports/sales-by-tender.ts';
import type { SalesView } from './report-search.ts';
import type { ShownRow } from './sales-rows.ts';
import { tenderName } from './tender-table.tsx';
import { viewWords } from './words.ts';

export function salesCsv(rows: readonly ShownRow[], by: SalesView, decimals: number): string {
  const money = (minor: number) => decimalText(minor, decimals);
  const heads = [
    viewWords[by],
    'Key',
    'Sales',
    'Returns',
    'Not sent yet',
    'Quantity',
    'Amount',
    'Without tax',
    'Tax',
    'Discount',
    'Returned',
    'Cost',
  ];
  const lines = rows.map((row) => [
    row.name,
    row.key,
    String(row.sale_count),
    String(row.return_count),
    String(row.pending_count),
    decimalText(row.quantity_milli, 3),
    ...[row.gross_minor, row.net_minor, row.tax_minor, row.discount_minor, row.returned_minor].map(money),
    row.cost_minor === null ? '' : money(row.cost_minor),
  ]);
  return byteOrderMark + csvText([heads, ...lines]);
}

export function tendersCsv(rows: readonly TenderRow[], decimals: number): string {
  const lines = rows.map((row) => [
    tenderName(row),
    String(row.payment_count),
    String(row.pending_count),
    decimalText(row.amount_minor, decimals),
    decimalText(row.rounding_minor, decimals),
  ]);
  return byteOrderMark + csvText([['Payment', 'Count', 'Not sent yet', 'Amount', 'Rounding'], ...lines]);
}
