import { expect, test } from 'vitest';
import { fieldText, shownText, valueOfText, valueText } from './value-text.ts';
import type { ColumnDefinition, MasterDefinition } from './definition.ts';
import { columnOf } from './definition.ts';
import { customers } from './partners.ts';
import { categories, items, lots, taxRates, units } from './goods.ts';
import { location, locationSettings } from './location.ts';

const euro = { currency: 'EUR', currency_decimals: 2 };
const yen = { currency: 'JPY', currency_decimals: 0 };

type Typed = readonly [
  of: MasterDefinition,
  column: string,
  text: string,
  value: string | number | null | undefined,
];

const typed: readonly Typed[] = [
  [items, 'name', '  Green tea ', 'Green tea'],
  [items, 'barcode', ' ', null],
  [items, 'barcode', '4006381333931\n', '4006381333931'],
  [items, 'price_minor', '2,5', 250],
  [items, 'price_minor', '1,234.50', 123_450],
  [items, 'price_minor', '2.505', undefined],
  [items, 'price_minor', '-1', undefined],
  [items, 'price_minor', 'free', undefined],
  [items, 'price_minor', '', null],
  [items, 'is_batch_tracked', '1', 1],
  [items, 'is_batch_tracked', '', 0],
  [taxRates, 'rate_ppm', '15', 150_000],
  [taxRates, 'rate_ppm', '5.5 %', 55_000],
  [taxRates, 'rate_ppm', '0.0001', 1],
  [taxRates, 'rate_ppm', '0.00001', undefined],
  [categories, 'sort_order', '-3', -3],
  [categories, 'sort_order', '1.5', undefined],
  [units, 'quantity_decimals', '3', 3],
  [units, 'quantity_decimals', '', null],
  [customers, 'phone', '', null],
  [lots, 'expiry_date', '', null],
  [lots, 'expiry_date', '2027-01-31', '2027-01-31'],
  [locationSettings, 'receipt_header', 'Open\r\ndaily ', 'Open\ndaily'],
  [locationSettings, 'receipt_header', '', ''],
  [location, 'kind', 'warehouse', 'warehouse'],
];

test.each(typed.map(([of, ...rest]) => [of.table, ...rest, of] as const))(
  '%s.%s typed %j is %j',
  (_table, column, text, value, of) => {
    expect(valueOfText(of, columnOf(of, column), text, euro)).toBe(value);
  },
);

test('what a field shows, typed again, is the same value', () => {
  const values: readonly (readonly [MasterDefinition, string, string | number | null])[] = [
    [items, 'price_minor', 5],
    [items, 'price_minor', 99_999_999_999],
    [items, 'barcode', null],
    [taxRates, 'rate_ppm', 1],
    [taxRates, 'rate_ppm', 1_000_000],
    [taxRates, 'rate_ppm', 55_000],
    [categories, 'sort_order', -7],
    [items, 'is_batch_tracked', 1],
    [units, 'quantity_decimals', 2],
  ];
  for (const currency of [euro, yen]) {
    for (const [of, name, value] of values) {
      const column = columnOf(of, name);
      expect(valueOfText(of, column, fieldText(column, value, currency), currency), name).toBe(value);
    }
  }
});

test('what a list shows', () => {
  const row = {
    id: '1',
    price_minor: 250,
    category_id: 'c',
    category_name: 'Tea',
    barcode: null,
    is_batch_tracked: 1,
  };
  const shown = (column: ColumnDefinition) => shownText(column, row, euro).replace(/\s/g, ' ');
  const texts = ['price_minor', 'category_id', 'barcode', 'is_batch_tracked', 'tax_rate_id'].map((name) =>
    shown(columnOf(items, name)),
  );
  expect(texts).toEqual(['€2.50', 'Tea', 'No barcode', 'Yes', '']);
  expect(shownText(columnOf(taxRates, 'rate_ppm'), { id: '1', rate_ppm: 55_000 }, euro)).toBe('5.5%');
});

test.each([
  ['price_minor', 250, '€2.50'],
  ['rate_ppm', 150_000, '15%'],
  ['rate_ppm', 5_500, '0.55%'],
  ['category_id', 'c1', 'Drinks'],
  ['category_id', 'c9', 'Not on this device'],
  ['reorder_level_milli', 12_000, '12'],
  ['reorder_level_milli', 1_250, '1.25'],
  ['reorder_level_milli', null, 'None'],
  ['credit_days', 30, '30'],
  ['quantity_decimals', 0, 'By the piece'],
  ['is_archived', 1, 'Yes'],
  ['is_archived', 0, 'No'],
  ['negative_stock_policy', 'BLOCK', 'Do not sell'],
  ['kind', 'kiosk', 'kiosk'],
  ['barcode', null, 'No barcode'],
  ['phone', null, 'None'],
  ['receipt_header', '', 'None'],
  ['cost_minor', undefined, 'None'],
  ['name', 'Rice', 'Rice'],
  ['expiry_date', '2099-01-31', '2099-01-31'],
  ['of_tomorrow', 7, '7'],
])('in an edit %s %j reads %j, as it does in the form', (column, value, text) =>
  expect(valueText(column, value, { currency: euro, names: { c1: 'Drinks' } }).replace(/\s/g, ' ')).toBe(
    text,
  ),
);
