import { expect, test } from 'vitest';
import { changesOf, editOf } from './master-edit.ts';

const rice = { name: 'Rice', price_minor: 250, tax_rate_id: 't', barcode: null };

test('a price is sent with its tax rate, and said without it where that stays', () => {
  const change = { table: 'items', kind: 'edit', id: 'i', columns: { price_minor: 444 } } as const;
  const edit = editOf(change, rice)!;
  expect(edit.columns).toEqual({ price_minor: 444, tax_rate_id: 't' });
  expect(changesOf(edit)).toEqual(['price_minor']);
});

test('of a new record what was said is sent, and no more', () => {
  const change = { table: 'suppliers', kind: 'create', id: 's', columns: { name: 'Tea & Co' } } as const;
  expect(changesOf(editOf(change, null)!)).toEqual(['name']);
});
