/** The location itself and how it sells: one row each, an admin's. */
import { Settings2, Store } from 'lucide-react';
import { define } from './definition.ts';

export const location = define({
  table: 'locations',
  title: 'Location',
  icon: Store,
  columns: [
    { name: 'name', of: { kind: 'text' }, hint: 'In the header of every till here.' },
    {
      name: 'kind',
      of: {
        kind: 'choice',
        choices: () => [
          { value: 'shop', label: 'Shop' },
          { value: 'warehouse', label: 'Warehouse' },
        ],
      },
    },
  ],
  sections: [{ columns: ['name', 'kind'] }],
  called: 'name',
  listed: ['kind'],
  below: [],
});

const yenDollarDinar = [
  { value: 0, label: 'None: 150' },
  { value: 2, label: 'Two: 1.50' },
  { value: 3, label: 'Three: 1.500' },
];

export const locationSettings = define({
  table: 'location_settings',
  title: 'How it sells',
  icon: Settings2,
  columns: [
    {
      name: 'negative_stock_policy',
      of: {
        kind: 'choice',
        choices: () => [
          { value: 'WARN', label: 'Warn, and sell' },
          { value: 'BLOCK', label: 'Do not sell' },
        ],
      },
    },
    {
      name: 'block_on_sync',
      hint: 'Where stock may not go below zero, and two tills sold the last one.',
      of: {
        kind: 'choice',
        choices: () => [
          { value: 'hold', label: 'Is held for a manager' },
          { value: 'accept_flagged', label: 'Is taken, and flagged' },
        ],
      },
    },
    { name: 'currency', of: { kind: 'text' }, hint: 'Its three letters: EUR, USD, JPY.' },
    {
      name: 'currency_decimals',
      of: { kind: 'choice', choices: () => yenDollarDinar },
      hint: 'Amounts are kept in the smallest unit: prices are not converted.',
    },
    {
      name: 'cash_rounding_minor',
      of: { kind: 'money' },
      hint: 'Cash is rounded to it.',
    },
    {
      name: 'discount_limit_ppm',
      of: { kind: 'percent' },
      hint: 'In per cent of a line. Beyond it, and for another price than the list’s, a manager is asked.',
    },
    {
      name: 'tax_mode',
      of: {
        kind: 'choice',
        choices: () => [
          { value: 'inclusive', label: 'With tax' },
          { value: 'exclusive', label: 'Without tax, added at the till' },
        ],
      },
    },
    {
      name: 'time_zone',
      of: { kind: 'choice', choices: timeZones },
      hint: 'Says which day a sale is booked on.',
    },
    { name: 'receipt_header', of: { kind: 'text', isLong: true }, isWide: true },
    {
      name: 'receipt_footer',
      of: { kind: 'text', isLong: true },
      isWide: true,
    },
  ],
  sections: [
    {
      legend: 'Stock below zero',
      hint: 'They belong together: where two people change them, the later change counts for both.',
      columns: ['negative_stock_policy', 'block_on_sync'],
    },
    {
      legend: 'Money',
      hint: 'They belong together: the decimals say where the point of every amount stands.',
      columns: ['currency', 'currency_decimals'],
    },
    { legend: 'Cash, tax and time', columns: ['cash_rounding_minor', 'tax_mode', 'time_zone'] },
    { legend: 'Discounts', columns: ['discount_limit_ppm'] },
    { legend: 'Receipts', columns: ['receipt_header', 'receipt_footer'] },
  ],
  called: 'currency',
  listed: [],
  below: [],
});

function timeZones() {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }));
}
