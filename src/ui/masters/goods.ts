/** What is sold: items, and the masters that items name. */
import { CalendarClock, Package, Percent, Ruler, Shapes } from 'lucide-react';
import { define } from './definition.ts';

export const items = define({
  table: 'items',
  title: 'Items',
  icon: Package,
  columns: [
    { name: 'name', of: { kind: 'text' }, isWide: true },
    {
      name: 'barcode',
      of: { kind: 'text' },
      hint: 'Scan it or type it. Empty where it has none.',
      isWide: true,
      none: 'No barcode',
    },
    { name: 'category_id', of: { kind: 'reference', to: 'categories' } },
    { name: 'unit_id', of: { kind: 'reference', to: 'units' } },
    { name: 'price_minor', of: { kind: 'money' } },
    { name: 'tax_rate_id', of: { kind: 'reference', to: 'tax_rates' } },
    {
      name: 'cost_minor',
      of: { kind: 'money' },
      hint: 'What one costs you, as long as no delivery says better.',
    },
    {
      name: 'reorder_level_milli',
      of: { kind: 'quantity' },
      hint: 'At this many or fewer it is listed as low. Empty: never.',
    },
    {
      name: 'is_batch_tracked',
      of: { kind: 'yes_no' },
      hint: 'The till asks which batch is sold, and warns of those that expire.',
    },
  ],
  sections: [
    { columns: ['name', 'barcode', 'category_id', 'unit_id'] },
    {
      legend: 'Price with its tax',
      hint: 'They belong together: where two people change them, the later change counts for both.',
      columns: ['price_minor', 'tax_rate_id'],
    },
    { legend: 'In the store room', columns: ['cost_minor', 'reorder_level_milli', 'is_batch_tracked'] },
  ],
  called: 'name',
  listed: ['price_minor', 'barcode', 'category_id', 'tax_rate_id', 'cost_minor'],
  below: ['barcode', 'category_id'],
});

export const categories = define({
  table: 'categories',
  title: 'Categories',
  icon: Shapes,
  columns: [
    { name: 'name', of: { kind: 'text' } },
    {
      name: 'sort_order',
      of: { kind: 'integer' },
      hint: 'The till shows the smallest number first.',
    },
  ],
  sections: [{ columns: ['name', 'sort_order'] }],
  called: 'name',
  listed: ['sort_order'],
  below: [],
});

export const units = define({
  table: 'units',
  title: 'Units',
  icon: Ruler,
  columns: [
    { name: 'name', of: { kind: 'text' }, hint: 'Piece, kilogram, metre.', isWide: true },
    { name: 'symbol', of: { kind: 'text' }, width: 6, hint: 'On receipts and labels: pc, kg, m.' },
    {
      name: 'quantity_decimals',
      of: {
        kind: 'choice',
        choices: () => [
          { value: 0, label: 'By the piece' },
          { value: 1, label: 'To one decimal: 1.5' },
          { value: 2, label: 'To two decimals: 1.25' },
          { value: 3, label: 'To three decimals: 1.255' },
        ],
      },
    },
  ],
  sections: [{ columns: ['name', 'symbol', 'quantity_decimals'] }],
  called: 'name',
  listed: ['symbol', 'quantity_decimals'],
  below: ['symbol', 'quantity_decimals'],
});

export const taxRates = define({
  table: 'tax_rates',
  title: 'Tax rates',
  icon: Percent,
  columns: [
    { name: 'name', of: { kind: 'text' } },
    {
      name: 'rate_ppm',
      of: { kind: 'percent' },
      hint: 'In per cent. Sales made before keep the rate that they were made with.',
    },
  ],
  sections: [{ columns: ['name', 'rate_ppm'] }],
  called: 'name',
  listed: ['rate_ppm'],
  below: [],
});

export const lots = define({
  table: 'stock_lots',
  title: 'Batches',
  icon: CalendarClock,
  columns: [
    { name: 'item_id', of: { kind: 'reference', to: 'items', isSearched: true }, isWide: true, width: 20 },
    { name: 'batch_number', of: { kind: 'text' }, width: 11 },
    { name: 'expiry_date', of: { kind: 'date' }, none: 'Never' },
  ],
  sections: [{ columns: ['item_id', 'batch_number', 'expiry_date'] }],
  called: 'batch_number',
  listed: ['expiry_date', 'item_id'],
  below: ['item_id'],
});
