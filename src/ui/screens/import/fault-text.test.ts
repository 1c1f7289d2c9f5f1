import { describe, expect, test } from 'vitest';
import type { CellFault, RowFault, WholeFault } from '#domain/csv/faults.ts';
import { guessMapping } from '#domain/csv/mapping.ts';
import { readCsv } from '#domain/csv/read-table.ts';
import { planTable, shop } from '#tests/support/file-plan.ts';
import { errorText } from './error-file.ts';
import { faultSentence } from './fault-text.ts';

const euro = { currency: 'EUR', currency_decimals: 2 };
const sentence = (fault: RowFault) => faultSentence(fault, 'items', euro);

describe('every fault says what is wrong and what to do', () => {
  const cells: Record<CellFault['kind'], CellFault> = {
    required: { kind: 'required' },
    too_long: { kind: 'too_long', limit: 200 },
    out_of_range: { kind: 'out_of_range', least: 0, limit: 100_000 },
    malformed: { kind: 'malformed' },
    not_a_number: { kind: 'not_a_number' },
    too_fine: { kind: 'too_fine', limit: 2 },
    not_yes_or_no: { kind: 'not_yes_or_no' },
    not_an_id: { kind: 'not_an_id' },
    barcode_rounded: { kind: 'barcode_rounded' },
    name_unknown: { kind: 'name_unknown', table: 'tax_rates' },
    name_ambiguous: { kind: 'name_ambiguous', table: 'categories' },
    barcode_taken: { kind: 'barcode_taken', by: 'Rice' },
  };
  test.each(Object.values(cells))('cell: $kind', (fault) => {
    const text = sentence({ column: 'price_minor', text: '7', fault });
    expect(text).toMatch(/^Price: [A-Z“].*\.$/);
    expect(text).not.toMatch(/undefined|null|NaN/);
  });
  const rows: Record<WholeFault['kind'], WholeFault> = {
    quotes_broken: { kind: 'quotes_broken' },
    too_many_cells: { kind: 'too_many_cells', expected: 3 },
    same_record: { kind: 'same_record', row: 4 },
    like_row: { kind: 'like_row', row: 4 },
    record_ambiguous: { kind: 'record_ambiguous' },
  };
  test.each(Object.values(rows))('row: $kind', (fault) => {
    expect(sentence({ column: null, fault })).toMatch(/^[A-Z].*\. [A-Z].*\.$/);
  });
});

test('bounds are said in the unit of the column, long cells are cut', () => {
  const range = (column: string, limit: number) =>
    sentence({ column, text: 'x', fault: { kind: 'out_of_range', least: 0, limit } });
  expect(range('price_minor', 100_000_000_000)).toContain('€1,000,000,000.00');
  expect(
    faultSentence(
      { column: 'rate_ppm', text: '120', fault: { kind: 'out_of_range', least: 0, limit: 1_000_000 } },
      'tax_rates',
      euro,
    ),
  ).toBe('Rate (%): “120” is not between 0 % and 100 %. Correct it.');
  const long = sentence({ column: 'name', text: 'y'.repeat(900), fault: { kind: 'malformed' } });
  expect(long.length).toBeLessThan(100);
});

test('the file of errors is the rows as they were, with what is wrong, and can be chosen again', async () => {
  const heading = ['Name', 'Price'];
  const row = { number: 7, cells: ['=Tea', 'free', 'extra'], isBroken: false };
  const text = errorText(
    heading,
    [
      {
        kind: 'error',
        row,
        faults: [{ column: 'price_minor', text: 'free', fault: { kind: 'not_a_number' } }],
      },
    ],
    'items',
    euro,
  );
  expect(text).toContain('\'=Tea,free,extra,"Price: ');
  const read = await readCsv(text, () => Promise.resolve());
  if (read.kind !== 'read') throw new Error(read.kind);
  expect(read.table.rows[0]!.cells.slice(0, 3)).toEqual(row.cells);
  expect(read.table.heading.at(-1)).toBe('What is wrong');
  const mapping = guessMapping(read.table.heading, 'items');
  expect(mapping).toEqual({ name: 0, price_minor: 1 });
  // Not corrected, it is as wrong as it was.
  expect(planTable(shop, read.table, { mapping })).toMatchObject([
    { faults: [{ fault: { kind: 'too_many_cells' } }] },
  ]);
});
