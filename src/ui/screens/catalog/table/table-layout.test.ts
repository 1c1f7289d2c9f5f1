import { expect, test } from 'vitest';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import { items, lots } from '#ui/masters/goods.ts';
import { listedMasters } from '#ui/masters/masters.ts';
import { layoutFor } from './table-layout.ts';

const names = (widthRem: number) => layoutFor(items, widthRem, true).columns.map(({ name }) => name);

test('a phone shows the name and what matters most, a wide screen all of it', () => {
  expect(names(22)).toEqual(['name', 'price_minor']);
  expect(names(45)).toEqual(['name', 'barcode', 'price_minor']);
  expect(names(120)).toEqual(['name', 'barcode', 'category_id', 'price_minor', 'tax_rate_id', 'cost_minor']);
});

test('on a phone a text stands below the name, which it would leave no room for', () => {
  for (const definition of Object.values(listedMasters)) {
    const { columns, isCompact } = layoutFor(definition, 22, true);
    const [, ...beside] = columns.map(({ of }) => of.kind);
    expect(isCompact && beside.length <= 1).toBe(true);
    expect(['money', 'percent', 'integer', 'date']).toEqual(expect.arrayContaining(beside));
    const cut = definition.listed.slice(0, 2).filter((name) => !columns.some((one) => one.name === name));
    expect(definition.below).toEqual(expect.arrayContaining(cut));
  }
});

test('a tablet shows of which item a batch is, and how to reach whom', () => {
  const shown = (of: MasterDefinition, canMark: boolean) =>
    layoutFor(of, 43, canMark).columns.map(({ name }) => name);
  expect(shown(lots, false)).toEqual(['batch_number', 'item_id', 'expiry_date']);
  expect(shown(listedMasters.suppliers, true)).toEqual(['name', 'phone', 'email']);
  expect(shown(listedMasters.units, true)).toEqual(['name', 'symbol', 'quantity_decimals']);
});

test('what a row is called by comes first, also where the form asks for it later', () => {
  expect(layoutFor(lots, 60, false).columns.map(({ name }) => name)).toEqual([
    'batch_number',
    'item_id',
    'expiry_date',
  ]);
});

test('each column has a track, and the mark one more', () => {
  for (const definition of Object.values(listedMasters)) {
    for (const widthRem of [20, 45, 60, 90]) {
      const [bare, marked] = [false, true].map((canMark) => layoutFor(definition, widthRem, canMark));
      const tracks = (template = '') => template.match(/minmax\([^)]*\)|\S+/g)?.length;
      expect(tracks(bare?.template)).toBe(bare?.columns.length);
      expect(tracks(marked?.template)).toBe((marked?.columns.length ?? 0) + 1);
    }
  }
});
