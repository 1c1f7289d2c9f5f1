/** A shop of a few records, files against it, and what becomes of it: for the tests of the plan. */
import { guessMapping } from '#domain/csv/mapping.ts';
import type { Named } from '#domain/csv/named-records.ts';
import type { PlannedChange, PlannedRow } from '#domain/csv/planned-row.ts';
import { ImportPlanner, type ImportRules } from '#domain/csv/planner.ts';
import { readCsv, type CsvTable } from '#domain/csv/read-table.ts';
import { withDefaults } from '#domain/master-edit.ts';
import type { KnownRecord } from '#domain/csv/record-index.ts';

export const locationId = '0b8f4b52-2f67-4d3b-9a39-8a4d2ea3d001';
export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const named: Named = {
  categories: [
    { id: id(1), name: 'Food', sort_order: 0, is_archived: 0 },
    { id: id(2), name: 'Drinks', sort_order: 1, is_archived: 0 },
  ],
  units: [{ id: id(3), name: 'piece', symbol: 'pc', quantity_decimals: 0, is_archived: 0 }],
  tax_rates: [
    { id: id(4), name: 'VAT', rate_ppm: 150_000, is_archived: 0 },
    { id: id(5), name: 'Reduced', rate_ppm: 75_000, is_archived: 0 },
  ],
};
export const item = (n: number, more: Partial<Record<string, string | number | null>> = {}): KnownRecord => ({
  id: id(n),
  name: `Item ${n}`,
  barcode: null,
  category_id: id(1),
  unit_id: id(3),
  tax_rate_id: id(4),
  price_minor: 250,
  cost_minor: 100,
  is_batch_tracked: 0,
  is_archived: 0,
  ...more,
});
export const rice = item(10, { name: 'Rice', barcode: '4006381333931' });

export interface World {
  readonly records: readonly KnownRecord[];
  readonly named: Named;
}
export const shop: World = { records: [rice], named };

const numbers = { mark: '.', currencyDecimals: 2 } as const;
export const itemDefaults = { category_id: id(1), unit_id: id(3), tax_rate_id: id(4) };

async function read(text: string): Promise<CsvTable> {
  const result = await readCsv(text, () => Promise.resolve());
  if (result.kind !== 'read') throw new Error(result.kind);
  return result.table;
}

export function planTable(
  world: World,
  file: CsvTable,
  more: Partial<ImportRules> = {},
): readonly PlannedRow[] {
  const table = more.table ?? 'items';
  const rules: ImportRules = {
    table,
    locationId,
    mapping: guessMapping(file.heading, table),
    numbers,
    defaults: table === 'items' ? itemDefaults : {},
    mayMakeNames: false,
    ...more,
  };
  const planner = new ImportPlanner(rules, file.heading.length, world.records, world.named);
  return file.rows.map((row) => planner.plan(row));
}

export const plan = async (world: World, text: string, more: Partial<ImportRules> = {}) =>
  planTable(world, await read(text), more);

export function changes(rows: readonly PlannedRow[]): readonly PlannedChange[] {
  return rows.flatMap((row) => (row.kind === 'create' || row.kind === 'change' ? [row] : []));
}

/** As saving does it: a record that is there is changed, one that is not is made. */
export function done(world: World, planned: readonly PlannedChange[]): World {
  const tables = new Map(
    (['categories', 'units', 'tax_rates'] as const).map((table) => [
      table,
      new Map(world.named[table].map((record) => [record.id, record])),
    ]),
  );
  const records = new Map(world.records.map((record) => [record.id, record]));
  for (const { change, makes } of planned) {
    for (const make of makes)
      tables.get(make.table as 'categories')!.set(make.id, { is_archived: 0, ...make.columns, id: make.id });
    const before = records.get(change.id) ?? withDefaults({ table: change.table, columns: {} });
    records.set(change.id, { ...before, ...change.columns, id: change.id });
  }
  const all = (table: 'categories' | 'units' | 'tax_rates') => [...tables.get(table)!.values()];
  return {
    records: [...records.values()],
    named: { categories: all('categories'), units: all('units'), tax_rates: all('tax_rates') },
  };
}

export const faultsIn = (rows: readonly PlannedRow[]) =>
  rows.flatMap((row) =>
    row.kind === 'error'
      ? row.faults.map(({ column, fault }) => `${row.row.number} ${column} ${fault.kind}`)
      : [],
  );
