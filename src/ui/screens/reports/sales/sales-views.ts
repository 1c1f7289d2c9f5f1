/** What the rows of the report of sales can be of. */
import { salesKeys, type SalesKey } from '#queries/reports/sales-by.ts';

export type SalesRowsView = Exclude<SalesKey, 'whole'>;
export type SalesView = SalesRowsView | 'tender';

export const salesViews: readonly [SalesView, ...SalesView[]] = [
  'day',
  ...salesKeys.filter((key): key is SalesRowsView => key !== 'whole' && key !== 'day'),
  'tender',
];

export const viewWords: Readonly<Record<SalesView, string>> = {
  day: 'Day',
  hour: 'Hour',
  weekday: 'Weekday',
  item: 'Item',
  category: 'Category',
  cashier: 'Cashier',
  tax_rate: 'Tax rate',
  tender: 'Payment',
};
