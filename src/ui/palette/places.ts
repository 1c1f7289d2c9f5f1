/** The screens that can be opened by name. */
import type { LinkProps } from '@tanstack/react-router';

interface Place {
  readonly word: string;
  readonly to: NonNullable<LinkProps['to']>;
  readonly isOfManagers?: true;
}

export const places: readonly Place[] = [
  { word: 'Sell', to: '/sell' },
  { word: 'Sales', to: '/sales' },
  { word: 'Shift: open, cash in and out, count', to: '/sales/shift' },
  { word: 'Customers who owe', to: '/sales/customers' },
  { word: 'Payments of customers', to: '/sales/payments' },
  { word: 'Stock', to: '/stock' },
  { word: 'Receive goods', to: '/stock/receive' },
  { word: 'Transfers', to: '/stock/transfers' },
  { word: 'Stock adjustments', to: '/stock/adjustments' },
  { word: 'Counts: take stock', to: '/stock/counts' },
  { word: 'Low stock and expiry', to: '/stock/watch' },
  { word: 'Catalog', to: '/catalog' },
  { word: 'Labels', to: '/catalog/labels' },
  { word: 'Import items', to: '/catalog/import', isOfManagers: true },
  { word: 'Edits that met', to: '/catalog/conflicts' },
  { word: 'History of the catalog', to: '/catalog/history' },
  { word: 'Reports', to: '/reports', isOfManagers: true },
  { word: 'Sync', to: '/queue' },
  { word: 'Settings: keys, sound, theme, PIN', to: '/settings' },
];
