import { expect, test } from 'vitest';
import { masterColumns } from '#schema/documents/master-edit.ts';
import { valueText } from './master-values.ts';
import { fieldWord, masterWord } from './master-words.ts';

const context = {
  currency: { currency: 'EUR', currency_decimals: 2 },
  names: { c1: 'Drinks' },
};

test('whatever an edit may set has a word', () => {
  for (const [table, columns] of Object.entries(masterColumns)) {
    expect(masterWord(table)).not.toBe('Record');
    for (const column of Object.keys(columns.shape))
      expect(fieldWord(column), `${table}.${column}`).not.toBe(column);
  }
});

test.each([
  ['price_minor', 250, '€2.50'],
  ['rate_ppm', 150_000, '15%'],
  ['rate_ppm', 5_500, '0.55%'],
  ['category_id', 'c1', 'Drinks'],
  ['category_id', 'c9', 'not on this device'],
  ['credit_days', 1, '1 day'],
  ['credit_days', 30, '30 days'],
  ['is_archived', 1, 'yes'],
  ['is_archived', 0, 'no'],
  ['negative_stock_policy', 'BLOCK', 'refused'],
  ['kind', 'kiosk', 'kiosk'],
  ['barcode', null, 'none'],
  ['receipt_header', '', 'none'],
  ['name', 'Rice', 'Rice'],
  ['expiry_date', '2099-01-31', '2099-01-31'],
  ['of_tomorrow', 7, '7'],
])('%s %j reads %j', (column, value, text) =>
  expect(valueText(column, value, context).replace(/\s/g, ' ')).toBe(text),
);
