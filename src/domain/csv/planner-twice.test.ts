/** Any files against any records: twice, interrupted, and what an export of them would be. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changes,
  done,
  id,
  item,
  locationId,
  named,
  plan,
  planTable,
  type World,
} from '#tests/support/file-plan.ts';
import { headingRow, recordRow } from './cell-text.ts';
import { fileColumns, type FileTable } from './file-columns.ts';
import { NamedRecords } from './named-records.ts';
import { csvText } from './write-csv.ts';

const word = fc.constantFrom('Tea', 'tea', 'Rice', '=1+1', "it's", 'Crème', 'a;b', '"q"');
const barcode = fc.constantFrom(
  '',
  '',
  '4006381333931',
  '96385074',
  '036000291452',
  '36000291452',
  '0036000291452',
  'A-1',
);
const record = (n: number) =>
  fc
    .record({ name: word, barcode, price: fc.integer({ min: 0, max: 3 }), archived: fc.constantFrom(0, 1) })
    .map(({ name, barcode: code, price, archived }) =>
      item(n, { name, barcode: code || null, price_minor: price * 100, is_archived: archived }),
    );
const world: fc.Arbitrary<World> = fc
  .tuple(record(20), record(21), record(22), record(23))
  .chain((records) => fc.subarray(records))
  .map((records) => ({
    // As the server keeps them: one of a barcode.
    records: records.filter(
      (one, at) =>
        one['barcode'] === null || records.findIndex((o) => o['barcode'] === one['barcode']) === at,
    ),
    named,
  }));
const fileRow = fc.record({
  id: fc.constantFrom('', '', '', id(20), id(21), id(22), id(77), 'nonsense'),
  name: fc.oneof(word, fc.constant('')),
  barcode: fc.oneof(barcode, fc.constant('1.2E+11')),
  price: fc.constantFrom('', '1', '2.00', 'free', '0'),
  category: fc.constantFrom('', 'Food', 'drinks', 'Toys', 'toys'),
  archived: fc.constantFrom('', '', 'yes', 'no'),
});
const file = fc.array(fileRow, { minLength: 1, maxLength: 9 }).map((rows) => ({
  heading: ['ID', 'Name', 'Barcode', 'Price', 'Category', 'Archived'],
  delimiter: ',' as const,
  rows: rows.map((one, index) => ({
    number: index + 2,
    isBroken: false,
    cells: [one.id, one.name, one.barcode, one.price, one.category, one.archived],
  })),
}));
const rules = { mayMakeNames: true };

test('[R2-9] the same file twice changes nothing the second time, and errs in the same rows', () => {
  fc.assert(
    fc.property(world, file, (before, rows) => {
      const first = planTable(before, rows, rules);
      const second = planTable(done(before, changes(first)), rows, rules);
      expect(second.map((row) => (row.kind === 'error' ? row : 'same'))).toEqual(
        first.map((row) => (row.kind === 'error' ? row : 'same')),
      );
      expect(changes(second)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('[R10.3-1] interrupted after any row and begun again, an import ends as if it had not been', () => {
  fc.assert(
    fc.property(world, file, fc.nat(9), (before, rows, at) => {
      const whole = changes(planTable(before, rows, rules));
      const half = done(before, whole.slice(0, at));
      const rest = changes(planTable(half, rows, rules));
      expect(rest.map(({ change }) => change)).toEqual(whole.slice(at).map(({ change }) => change));
      expect(done(half, rest)).toEqual(done(before, whole));
    }),
    { numRuns: 1000 },
  );
});

test('no plan gives one barcode to two records, or touches one twice', () => {
  fc.assert(
    fc.property(world, file, (before, rows) => {
      const planned = changes(planTable(before, rows, rules));
      const ids = planned.map(({ change }) => change.id);
      expect(new Set(ids).size).toBe(ids.length);
      const codes = done(before, planned).records.flatMap((one) => one['barcode'] ?? []);
      expect(new Set(codes).size).toBe(codes.length);
    }),
    { numRuns: 1000 },
  );
});

const anyText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => text.toWellFormed());
const anyNumber = fc.integer({ min: 0, max: 100_000_000_000 });
const anyOf: Record<FileTable, fc.Arbitrary<Record<string, string | number | null>>> = {
  items: fc.record({
    name: anyText,
    barcode: fc.option(fc.stringMatching(/^[0-9A-Za-z.$/+%-]{3,48}$/)),
    category_id: fc.constantFrom(id(1), id(2)),
    unit_id: fc.constant(id(3)),
    tax_rate_id: fc.constantFrom(id(4), id(5)),
    price_minor: anyNumber,
    cost_minor: anyNumber,
    reorder_level_milli: fc.option(fc.nat(1_000_000_000)),
    is_batch_tracked: fc.constantFrom(0, 1),
    is_archived: fc.constantFrom(0, 1),
  }),
  categories: fc.record({ name: anyText, sort_order: fc.integer(), is_archived: fc.constantFrom(0, 1) }),
  units: fc.record({
    name: anyText,
    symbol: anyText,
    quantity_decimals: fc.nat(3),
    is_archived: fc.constantFrom(0, 1),
  }),
  tax_rates: fc.record({ name: anyText, rate_ppm: fc.nat(1_000_000), is_archived: fc.constantFrom(0, 1) }),
  customers: fc.record({
    name: anyText,
    phone: fc.option(anyText),
    email: fc.option(anyText),
    credit_limit_minor: anyNumber,
    credit_days: fc.nat(3650),
    is_archived: fc.constantFrom(0, 1),
  }),
  suppliers: fc.record({
    name: anyText,
    phone: fc.option(anyText),
    email: fc.option(anyText),
    is_archived: fc.constantFrom(0, 1),
  }),
};

test.each(Object.keys(fileColumns) as FileTable[])(
  'what is exported of %s says nothing new, whatever stands in it',
  async (table) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyOf[table], { minLength: 1, maxLength: 5 }),
        fc.constantFrom(0, 2, 3),
        fc.constantFrom('.', ','),
        async (rows, currencyDecimals, mark) => {
          const records = rows.map((columns, index) => ({ ...columns, id: id(index) }));
          const names = new NamedRecords(named, locationId, false);
          const text = csvText([
            headingRow(table),
            ...records.map((one) => recordRow(table, one, names, currencyDecimals)),
          ]);
          const planned = await plan({ records, named }, text, {
            table,
            numbers: { mark: mark as '.', currencyDecimals },
          });
          expect(planned).toEqual(records.map((_, index) => ({ kind: 'same', row: index + 2 })));
        },
      ),
      { numRuns: 200 },
    );
  },
);
