import type { Preset } from '#domain/period.ts';
import type { SalesView } from './report-search.ts';

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

export const presetWords: Readonly<Record<Preset, string>> = {
  today: 'Today',
  yesterday: 'Yesterday',
  week: 'Last 7 days',
  month: 'This month',
  last_month: 'Last month',
};
