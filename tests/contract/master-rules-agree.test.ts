/** What the field of a form refuses the server refuses, and what it takes the server takes; groups are the same. */
import { beforeAll, expect, test } from 'vitest';
import { masterFaults, masterRules } from '#domain/master-rules.ts';
import { plainValues } from '#domain/master-conflict.ts';
import { withDefaults, type Values } from '#domain/master-edit.ts';
import { fieldOf, fixedColumns, masterGroups, masterTables, type MasterTable } from '#schema/masters.ts';
import { editOf, itemOf, rowOf } from '#tests/database/edits.ts';
import { newShop, owner, push, type Shop } from '#tests/database/world.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

/** What a new record of each kind needs, with something in every column. */
async function wholes(): Promise<Partial<Record<MasterTable, Values>>> {
  return {
    items: (await itemOf(shop)) as Values,
    categories: { name: 'A' },
    units: { name: 'A', symbol: 'a' },
    tax_rates: { name: 'A', rate_ppm: 1 },
    customers: { name: 'A' },
    suppliers: { name: 'A' },
  };
}

/** Just inside and just outside of each rule. */
const probes: readonly [MasterTable, string, Values[string]][] = [
  ...(['items', 'categories', 'units', 'tax_rates', 'customers', 'suppliers'] as const).flatMap((table) => {
    const rule = masterRules[table]['name'];
    const longest = rule?.kind === 'text' ? rule.longest : 0;
    return ['x'.repeat(longest), 'x'.repeat(longest + 1), '🥛'.repeat(longest), '', null].map(
      (value) => [table, 'name', value] as [MasterTable, string, Values[string]],
    );
  }),
  ['items', 'barcode', null],
  ['items', 'barcode', 'ab'],
  ['items', 'barcode', 'abc'],
  ['items', 'barcode', 'A-1 $/+%.'],
  ['items', 'barcode', 'é123'],
  ['items', 'barcode', '1'.repeat(48)],
  ['items', 'barcode', '1'.repeat(49)],
  ['items', 'price_minor', 0],
  ['items', 'price_minor', -1],
  ['items', 'price_minor', 100_000_000_000],
  ['items', 'price_minor', 100_000_000_001],
  ['items', 'cost_minor', -1],
  ['items', 'reorder_level_milli', null],
  ['items', 'reorder_level_milli', 0],
  ['items', 'reorder_level_milli', -1],
  ['items', 'reorder_level_milli', 1_000_000_000],
  ['items', 'reorder_level_milli', 1_000_000_001],
  ['items', 'is_archived', 2],
  ['items', 'is_batch_tracked', null],
  ['categories', 'sort_order', 2_147_483_647],
  ['categories', 'sort_order', 2_147_483_648],
  ['categories', 'sort_order', 1.5],
  ['units', 'symbol', ''],
  ['units', 'symbol', 'x'.repeat(13)],
  ['units', 'quantity_decimals', 3],
  ['units', 'quantity_decimals', 4],
  ['tax_rates', 'rate_ppm', 1_000_000],
  ['tax_rates', 'rate_ppm', 1_000_001],
  ['customers', 'phone', 'x'.repeat(40)],
  ['customers', 'phone', 'x'.repeat(41)],
  ['customers', 'email', 'x'.repeat(201)],
  ['customers', 'credit_limit_minor', -1],
  ['customers', 'credit_days', 3650],
  ['customers', 'credit_days', 3651],
  ['suppliers', 'phone', null],
  ['suppliers', 'email', 'x'.repeat(201)],
];

test('[R3.2-16] till and server take the same values', async () => {
  const whole = await wholes();
  const cases = probes.map(([table, column, value]) => {
    const columns = withDefaults({ table, columns: { ...whole[table], [column]: value } });
    return { table, column, value, columns, isTaken: masterFaults(table, columns, 'create').length === 0 };
  });
  const results = [];
  for (const { table, columns } of cases) {
    const [answer] = await push(shop.manager, [editOf(shop, { kind: 'create', table, columns })]);
    results.push(answer?.status === 'applied');
  }
  for (const [index, { table, column, value, isTaken }] of cases.entries())
    expect(isTaken, `${table}.${column} = ${String(value).slice(0, 12)}`).toBe(results[index]);
  expect(results.filter(Boolean).length).toBeGreaterThan(15);
});

test('[R3.2-22] what nobody says of a new record is the same on both sides', async () => {
  for (const [table, columns] of Object.entries(await wholes()) as [MasterTable, Values][]) {
    const record = editOf(shop, { kind: 'create', table, columns });
    expect(await push(shop.manager, [record]), table).toMatchObject([{ status: 'applied' }]);
    const row = plainValues((await rowOf(table, record.entity_id)) ?? {});
    expect(row, table).toMatchObject(withDefaults({ table, columns }));
  }
});

test('[R9.1-1] the same columns, the same groups, the same fixed ones on both sides', async () => {
  for (const table of masterTables) {
    const { rows } = await owner.query<{ column_name: string; field: string; is_fixed: boolean }>(
      'select column_name, field, is_fixed from app.master_columns($1)',
      [table],
    );
    expect(rows.map((row) => row.column_name).toSorted(), table).toEqual(
      Object.keys(masterRules[table]).toSorted(),
    );
    const fields = Map.groupBy(rows, ({ field }) => field);
    const groups = [...fields]
      .filter(([, group]) => group.length > 1)
      .map(([field, group]) => [field, group.map((row) => row.column_name)]);
    expect(Object.fromEntries(groups), table).toEqual(masterGroups[table] ?? {});
    for (const { column_name, field } of rows) expect(fieldOf(table, column_name)).toBe(field);
    expect(rows.filter((row) => row.is_fixed).map((row) => row.column_name)).toEqual(
      fixedColumns[table] ?? [],
    );
  }
});
