import { expect, test } from 'vitest';
import type { ConflictRow } from '#queries/conflicts.ts';
import { conflictOf, restoring } from './conflict.ts';
import { reasonText, whyNot } from './conflict-words.ts';

const row: ConflictRow = {
  id: 'c',
  table_name: 'items',
  record_id: 'r',
  field: 'price',
  reason: 'older',
  loser_values: '{"price_minor":300,"tax_rate_id":"7b0e9a52-7a3c-4f39-8e1e-1d0c4d2f6a11"}',
  winner_values: '{"price_minor":280,"tax_rate_id":"7b0e9a52-7a3c-4f39-8e1e-1d0c4d2f6a11"}',
  loser_stamp: '2026-11-22T10:00:00.000Z-0000-d',
  winner_stamp: null,
  created_at: '2026-11-22T10:05:00.000Z',
  loser_by_name: 'Casey',
  winner_by_name: null,
  loser_device_code: '07',
  winner_device_code: null,
  present: '{"name":"Rice","price_minor":280,"tax_rate_id":"7b0e9a52-7a3c-4f39-8e1e-1d0c4d2f6a11"}',
  names: '{}',
  taken_by: null,
};
const seen = (change: Partial<ConflictRow> = {}) => conflictOf({ ...row, ...change });
const says = (change: Partial<ConflictRow>) => [reasonText(seen(change)), whyNot(seen(change))];

test('[R9.1-3] a group of columns has the name of the one that differs, and is restored whole', () => {
  const conflict = seen();
  expect(conflict).toMatchObject({
    recordName: 'Rice',
    field: 'Price',
    columns: ['price_minor'],
    fault: null,
  });
  expect(conflict.loser).toMatchObject({ by: 'Casey', deviceCode: '07', at: '2026-11-22T10:00:00.000Z' });
  expect(conflict.winner.at).toBeNull();
  expect(restoring(conflict)).toEqual({
    table: 'items',
    kind: 'edit',
    id: 'r',
    columns: JSON.parse(row.loser_values),
    // What is replaced is logged should it be something else by then.
    seen: conflict.present,
  });
  expect(says({})).toEqual(['It was made earlier than the other, and came later.', null]);
});

test('[R9.1-3] what cannot be restored says why, and makes no edit', () => {
  const cases: [Partial<ConflictRow>, string][] = [
    [{ present: row.loser_values }, 'Now in use'],
    [{ present: null, reason: 'check' }, 'The record was never made'],
    [{ loser_values: '{"price_minor":-5}', reason: 'check' }, 'Not possible'],
    [{ table_name: 'of_tomorrow' }, 'Update Flux to restore it'],
    [
      {
        loser_values: '{"barcode":"123"}',
        winner_values: '{"id":"i","barcode":"123"}',
        reason: 'barcode_taken',
        taken_by: 'Milk',
      },
      'Still taken',
    ],
  ];
  for (const [change, why] of cases) {
    expect(whyNot(seen(change))).toBe(why);
    expect(restoring(seen(change))).toBeNull();
  }
  expect(says({ loser_values: '{"price_minor":-5}', reason: 'check' })[0]).toBe('Price cannot be that.');
});

test('a record is known by its name, a batch by its item’s too', () => {
  const item = '7b0e9a52-7a3c-4f39-8e1e-1d0c4d2f6a12';
  const names = (change: Partial<ConflictRow>) => seen(change).recordName;
  expect(names({ table_name: 'location_settings', present: '{"currency":"EUR"}' })).toBe(
    'Settings of this location',
  );
  expect(
    names({
      table_name: 'stock_lots',
      present: JSON.stringify({ item_id: item, batch_number: 'B1' }),
      names: JSON.stringify({ [item]: 'Milk' }),
    }),
  ).toBe('Milk, B1');
  expect(names({ present: null, loser_values: '{"name":"Salt"}' })).toBe('Salt');
  expect(names({ present: null, loser_values: '{"name":""}' })).toBe('A record that was never made');
});
