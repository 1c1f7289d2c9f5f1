/** The demo shop, seeded by a process that is killed half way, then by one that is not, then once more. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isEan13 } from '#stack/demo/ean13.ts';
import { demoLogins, seedDemo } from '#stack/demo/seed.ts';
import { seedTrade } from '#stack/demo/trade/seed-trade.ts';
import { SUPERUSER } from '#stack/postgres/cluster.ts';
import { clientOf, startTestStack, type TestStack } from '#tests/support/stack.ts';

let stack: TestStack;
let db: pg.Client;
let postedByKilled = 0;

beforeAll(async () => {
  stack = await startTestStack({ sync: false });
  db = new pg.Client({ connectionString: stack.uri(SUPERUSER) });
  await db.connect();
  postedByKilled = await seedAndKill();
  await seedDemo(stack);
}, 60_000);
afterAll(async () => {
  await db?.end();
  await stack?.stop();
});

/** Answers how many documents were in the books when the process was killed. */
async function seedAndKill(): Promise<number> {
  const seed = path.resolve('local-stack/demo/seed.ts');
  const { url, anonKey, serviceKey, databaseUri } = stack;
  const options = JSON.stringify({ url, anonKey, serviceKey, databaseUri });
  const code = `const { seedDemo } = await import(${JSON.stringify(seed)}); await seedDemo(${options});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' });
  while (child.exitCode === null && (await count('document_keys')) < 4) await sleep(2);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.exitCode === null) {
    child.kill('SIGKILL');
    await gone;
  }
  // What the server had begun, it may still finish.
  await sleep(500);
  return count('document_keys');
}

async function count(table: string, where = 'true'): Promise<number> {
  return one<number>(`select count(*)::int from public.${table} where ${where}`);
}

async function one<T>(sql: string, values: readonly unknown[] = []): Promise<T> {
  const { rows } = await db.query<T[]>({ text: sql, values: [...values], rowMode: 'array' });
  return rows[0]![0]!;
}

/** A digest of every row of every table of the application, times included. */
async function digests(): Promise<Record<string, string>> {
  const { rows } = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    found[name] = await one(
      `select coalesce(md5(string_agg(md5(t::text), '' order by t.id)), '') from public.${name} t`,
    );
  }
  return found;
}

const locationId = (code: string): Promise<string> =>
  one('select id from public.locations where code = $1', [code]);

test('a seed that was killed between documents goes on where it was', async () => {
  const all = await count('document_keys');
  expect(postedByKilled).toBeGreaterThan(0);
  expect(postedByKilled).toBeLessThan(all);
  expect(await count('document_keys', `number like '%~%'`)).toBe(0);
  expect(
    await one(`select max(journal_seq) = count(*) from public.document_keys where location_id = $1`, [
      await locationId('HS'),
    ]),
  ).toBe(true);
});

test('the shop has 5,000 items, the warehouse the first 1,500 of them under other ids', async () => {
  const [shop, warehouse] = [await locationId('HS'), await locationId('WH')];
  expect(await count('items', `location_id = '${shop}'`)).toBe(5_000);
  expect(await count('items', `location_id = '${warehouse}'`)).toBe(1_500);
  const same = `select count(*)::int from public.items a join public.items b using (barcode, name) where a.location_id = $1 and b.location_id = $2 and a.id <> b.id`;
  expect(await one(same, [shop, warehouse])).toBe(1_500);
  expect(await one(`select count(distinct name)::int from public.items where location_id = $1`, [shop])).toBe(
    5_000,
  );
  expect(await count('categories', `location_id = '${shop}'`)).toBeGreaterThanOrEqual(14);
  expect(await count('tax_rates', `location_id = '${shop}'`)).toBe(3);
  expect(await count('customers', `location_id = '${shop}'`)).toBe(60);
  expect(await count('suppliers', `location_id = '${shop}'`)).toBe(20);
  expect(await count('items', `price_minor <= cost_minor`)).toBe(0);
});

test('every barcode is an EAN-13 of the range for own use', async () => {
  const { rows } = await db.query<{ barcode: string }>('select barcode from public.items');
  expect(rows.filter(({ barcode }) => !isEan13(barcode) || !barcode.startsWith('2'))).toEqual([]);
  // GS1's own example.
  expect(isEan13('4006381333931')).toBe(true);
  expect(isEan13('4006381333932')).toBe(false);
});

test('some items are weighed, in quantities as exact as their unit', async () => {
  const weighed = `unit_id in (select id from public.units where symbol = 'kg' and quantity_decimals = 3)`;
  expect(await count('items', weighed)).toBeGreaterThan(200);
  const inexact = `select count(*)::int from public.stock_moves m join public.items i on i.id = m.item_id
    join public.units u on u.id = i.unit_id where m.quantity_milli % (10 ^ (3 - u.quantity_decimals))::bigint <> 0`;
  expect(await one(inexact)).toBe(0);
});

test('a lot has the id that item, batch number and expiry give it', async () => {
  const named = `extensions.uuid_generate_v5(item_id, batch_number || '/' || coalesce(expiry_date::text, ''))`;
  expect(await count('stock_lots', `id <> ${named}`)).toBe(0);
  const tracked = await count('items', 'is_batch_tracked');
  expect(tracked).toBeGreaterThan(300);
  expect(await one('select count(distinct item_id)::int from public.stock_lots')).toBe(tracked);
  expect(await count('stock_lots', 'expiry_date < current_date')).toBeGreaterThan(5);
  expect(await count('stock_lots', 'expiry_date between current_date and current_date + 6')).toBeGreaterThan(
    30,
  );
  expect(await count('stock_lots', 'expiry_date is null')).toBeGreaterThan(10);
});

test('[R6.2-3] opening stock is posted: every balance and every cost is the sum of its moves', async () => {
  const differing = `select count(*)::int from public.stock_balances b full join
    (select location_id, item_id, lot_id, sum(quantity_milli) as quantity_milli from public.stock_moves group by 1, 2, 3) m
    on (m.location_id, m.item_id) = (b.location_id, b.item_id) and m.lot_id is not distinct from b.lot_id
    where m.quantity_milli is distinct from b.quantity_milli`;
  const differingCosts = `select count(*)::int from public.item_costs c full join
    (select item_id, sum(quantity_milli) as quantity_milli, sum(value_minor) as value_minor from public.stock_moves group by 1) m
    on m.item_id = c.id where (m.quantity_milli, m.value_minor) is distinct from (c.quantity_milli::numeric, c.value_minor::numeric)`;
  expect(await one(differing)).toBe(0);
  expect(await one(differingCosts)).toBe(0);
  expect(await count('stock_balances')).toBeGreaterThan(6_000);
  expect(await count('stock_moves', `entity_type <> 'stock_adjustment'`)).toBe(0);
  expect(await count('stock_adjustments', `reason <> 'opening' or flags <> '[]'`)).toBe(0);
  expect(await count('rejected_documents')).toBe(0);
});

test('every login works and sees the locations of its membership, and no others', async () => {
  const seen: Record<string, string[]> = {};
  for (const { email, password } of demoLogins) {
    const client = clientOf(stack);
    const { error } = await client.auth.signInWithPassword({ email, password });
    expect(error).toBeNull();
    const { data } = await client.from('locations').select('code').order('code');
    seen[email.split('@')[0]!] = (data ?? []).map(({ code }) => String(code));
  }
  expect(seen).toEqual({
    cashier: ['HS'],
    manager: ['HS'],
    admin: ['HS'],
    warehouse: ['WH'],
    owner: ['HS', 'WH'],
  });
});

test('seeding again changes nothing', async () => {
  const before = await digests();
  await seedDemo(stack);
  expect(await digests()).toEqual(before);
});

test('the shop has been open for a while: each kind of document is in the books, and nothing was refused or flagged', async () => {
  await seedTrade(stack);
  expect(await count('rejected_documents')).toBe(0);
  const [shop, warehouse] = [await locationId('HS'), await locationId('WH')];
  expect(await count('sales_invoices', `kind = 'sale'`)).toBe(36);
  expect(await count('sales_invoices', `kind = 'return'`)).toBe(2);
  expect(await count('sales_invoices', `flags <> '[]'`)).toBe(0);
  expect(await count('customer_balances', 'outstanding_minor > 0')).toBe(3);
  expect(await count('customer_balances', 'oldest_due_date < current_date')).toBe(1);
  expect(await count('transfer_states', `state = 'in_transit' and to_location_id = '${shop}'`)).toBe(2);
  expect(await count('transfer_states', `state = 'in_transit' and to_location_id = '${warehouse}'`)).toBe(1);
  expect(await count('transfer_states', `state = 'received' and differs`)).toBe(1);
  expect(await count('grns', `flags = '[]'`)).toBe(2);
  expect(await count('stock_counts')).toBe(2);
  expect(await count('stock_adjustments', `reason = 'damage'`)).toBe(1);
  expect(await one('select jsonb_agg(jsonb_build_array(variance_minor, flags)) from public.shifts')).toEqual([
    [-35, ['drawer_differs']],
  ]);
  const low = `reorder_level_milli >= coalesce((select sum(quantity_milli) from public.stock_balances b where b.item_id = items.id), 0)`;
  expect(await count('items', low)).toBeGreaterThan(8);
  // A report of a past day, and a stocktake, ask what was there then.
  const day = (of: string) => one(`select min(business_date)::text from public.stock_moves m where ${of}`);
  const isOpening = `document_id in (select id from public.stock_adjustments where reason = 'opening')`;
  expect(String(await day(isOpening)) < String(await day(`not ${isOpening}`))).toBe(true);
});

test('trading again changes nothing', async () => {
  const before = await digests();
  await seedTrade(stack);
  expect(await digests()).toEqual(before);
});

test('seeding more items later adds those, with their stock', async () => {
  const before = await count('stock_moves');
  await seedDemo({ ...stack, itemCount: 5_100 });
  expect(await count('items')).toBe(5_100 + 1_530);
  const added = (await count('stock_moves')) - before;
  expect(added).toBeGreaterThan(100);
  expect(await count('rejected_documents')).toBe(0);
});
