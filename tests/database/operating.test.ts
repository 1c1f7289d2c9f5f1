import type pg from 'pg';
import { expect, test } from 'vitest';
import { customerOf, paymentOf } from './credit.ts';
import { mixOf } from './mix.ts';
import { adjustmentOf, asUser, grnOf, newShop, owner, push, saleOf, superuser, type Shop } from './world.ts';

interface Fault {
  readonly law: string;
  readonly subject_id: string;
}

/** What breaks a law after `spoil`, with the triggers that guard the facts off; all of it is undone. */
async function faultsAfter(shop: Shop, spoil: string, values: unknown[] = []): Promise<Fault[]> {
  const client: pg.PoolClient = await superuser.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const { rowCount } = await client.query(spoil, values);
    expect(rowCount, spoil).toBeGreaterThan(0);
    const { rows } = await client.query<Fault>(
      'select law, subject_id from operating.ledger_faults where location_id = $1 order by law',
      [shop.id],
    );
    return rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const lawsAfter = async (shop: Shop, spoil: string, values: unknown[] = []) =>
  [...new Set((await faultsAfter(shop, spoil, values)).map(({ law }) => law))].toSorted();

async function tradingShop() {
  const shop = await newShop();
  const customer = await customerOf(shop);
  const received = grnOf(shop, [{ quantity_milli: 7000, unit_cost_minor: 133 }]);
  const opened = adjustmentOf(shop, [{}, { item: 2 }]);
  const sold = saleOf(shop, [{ quantity_milli: 3000 }]);
  const paid = paymentOf(shop, customer, 250);
  const results = await push(shop.admin, [opened, received, sold, paid]);
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['applied']));
  return { shop, customer, received, sold, paid };
}

test('[R6.2-3] books that were kept break no law, whatever was posted', async () => {
  const shop = await newShop();
  await mixOf(shop, 1500, 8);
  const { rows } = await owner.query('select * from operating.ledger_faults where location_id = $1', [
    shop.id,
  ]);
  expect(rows).toEqual([]);
  const { rows: moved } = await owner.query<{ moves: number }>(
    'select count(*)::int as moves from public.stock_moves where location_id = $1',
    [shop.id],
  );
  expect(moved[0]?.moves).toBeGreaterThan(20);
});

const BALANCE = 'balance is the sum of its moves';
const COST = 'stock is worth its moving average';
const JOURNAL = 'journal has no gap';
const KEYS = 'a document is in the journal, and the journal’s is there';
const LINES = 'what a document says is what it moved';
const OWED = 'a customer owes the debts less the payments';
const DEBT = 'a debt is what its document says';

test('each law of the books that is broken by hand is named, with what breaks it', async () => {
  const { shop, customer, received, sold, paid } = await tradingShop();
  expect(
    await faultsAfter(
      shop,
      'update public.stock_balances set quantity_milli = quantity_milli + 1 where item_id = $1',
      [shop.items[0]],
    ),
  ).toEqual([{ law: BALANCE, subject_id: shop.items[0] }]);
  expect(
    await lawsAfter(shop, 'delete from public.stock_balances where item_id = $1', [shop.items[0]]),
  ).toEqual([BALANCE]);
  expect(
    await lawsAfter(
      shop,
      'update public.location_journal_heads set journal_seq = journal_seq + 1 where id = $1',
      [shop.id],
    ),
  ).toEqual([JOURNAL]);
  expect(
    await lawsAfter(shop, 'delete from public.document_keys where id = $1', [received.entity_id]),
  ).toEqual([KEYS, JOURNAL].toSorted());
  expect(
    await faultsAfter(shop, 'delete from public.sales_invoices where id = $1', [sold.entity_id]),
  ).toEqual([{ law: KEYS, subject_id: sold.entity_id }]);
  expect(
    await lawsAfter(
      shop,
      'update public.sales_invoice_lines set quantity_milli = quantity_milli + 1000 where invoice_id = $1',
      [sold.entity_id],
    ),
  ).toEqual([LINES]);
  expect(
    await lawsAfter(shop, 'delete from public.stock_moves where document_id = $1', [sold.entity_id]),
  ).toEqual([BALANCE, COST, LINES].toSorted());
  // The sums agree with each other, and are still not what the goods cost.
  expect(
    await faultsAfter(
      shop,
      `with moved as (update public.stock_moves set value_minor = value_minor + 1 where document_id = $1 returning item_id)
       update public.item_costs c set value_minor = c.value_minor + 1 from moved where moved.item_id = c.item_id`,
      [sold.entity_id],
    ),
  ).toEqual([{ law: COST, subject_id: shop.items[0] }]);
  expect(
    await lawsAfter(shop, 'update public.item_costs set value_minor = value_minor + 1 where item_id = $1', [
      shop.items[0],
    ]),
  ).toEqual([COST]);
  expect(
    await faultsAfter(
      shop,
      'update public.customer_balances set outstanding_minor = outstanding_minor - 1 where customer_id = $1',
      [customer],
    ),
  ).toEqual([{ law: OWED, subject_id: customer }]);
  expect(
    await lawsAfter(
      shop,
      'update public.customer_payments set amount_minor = amount_minor + 5, tendered_minor = tendered_minor + 5 where id = $1',
      [paid.entity_id],
    ),
  ).toEqual([DEBT]);
  expect(
    (await owner.query('select from operating.ledger_faults where location_id = $1', [shop.id])).rowCount,
    'and nothing of that is left',
  ).toBe(0);
});

test('an item whose cost was edited before its first goods had a cost breaks no law', async () => {
  const shop = await newShop();
  await push(shop.admin, [saleOf(shop)]);
  await owner.query('update public.items set cost_minor = 777 where id = $1', [shop.items[0]]);
  await push(shop.admin, [saleOf(shop), grnOf(shop, [{ quantity_milli: 5000 }]), saleOf(shop)]);
  const { rows } = await owner.query('select * from operating.ledger_faults where location_id = $1', [
    shop.id,
  ]);
  expect(rows).toEqual([]);
});

test('the figures say who is silent, and what was refused and by which rule', async () => {
  const shop = await newShop({ negative_stock_policy: 'BLOCK' });
  expect(await push(shop.admin, [adjustmentOf(shop, [{}]), saleOf(shop, [{ item: 1 }])])).toMatchObject([
    { status: 'applied' },
    { status: 'rejected', code: 'RVSTK' },
  ]);
  const { rows: devices } = await owner.query(
    `select device_id, last_document_at is not null as has_sent, silent_seconds < 600 as is_awake
     from operating.devices_by_last_sync where location_id = $1`,
    [shop.id],
  );
  expect(devices).toEqual([{ device_id: shop.deviceId, has_sent: true, is_awake: true }]);
  const { rows: unsettled } = await owner.query(
    'select document_count::int, oldest_seconds >= 0 as is_past from operating.unsettled_documents where location_id = $1',
    [shop.id],
  );
  expect(unsettled).toEqual([{ document_count: 1, is_past: true }]);
  const { rows: codes } = await owner.query(
    `select open_count > 0 as is_open from operating.rejections_by_code where code = 'RVSTK' and entity_type = 'sales_invoice'`,
  );
  expect(codes).toEqual([{ is_open: true }]);
});

test('nobody who is signed in, and nobody who is not, reads what is for operators', async () => {
  const { rows } = await owner.query<{ name: string; anon: boolean; member: boolean; operator: boolean }>(
    `select c.relname as name, has_table_privilege('anon', c.oid, 'select') as anon,
       has_table_privilege('authenticated', c.oid, 'select') as member,
       has_table_privilege('flux_operator', c.oid, 'select') as operator
     from pg_class c where c.relnamespace = 'operating'::regnamespace and c.relkind in ('v', 'm', 'r', 'p')`,
  );
  expect(rows.length).toBeGreaterThan(8);
  // What the laws are made of shows rows of shops.
  const hidden = ['documents', 'lines'];
  for (const { name, ...may } of rows)
    expect(may, name).toEqual({ anon: false, member: false, operator: !hidden.includes(name) });
  const shop = await newShop();
  for (const person of [null, shop.admin]) {
    for (const what of ['operating.ledger_faults', `operating.cost_faults('${shop.id}')`]) {
      await expect(asUser(person, (client) => client.query(`select * from ${what}`))).rejects.toMatchObject({
        code: '42501',
      });
    }
  }
});

test('an operator reads the figures, and no row of a shop', async () => {
  const client = await superuser.connect();
  try {
    await client.query('begin');
    await client.query('set local role flux_operator');
    await client.query('select * from operating.ledger_faults limit 1');
    await client.query('select * from operating.replication_lag');
    for (const rows of ['public.sales_invoices', 'operating.lines']) {
      await client.query('savepoint before');
      await expect(client.query(`select * from ${rows}`), rows).rejects.toMatchObject({ code: '42501' });
      await client.query('rollback to before');
    }
  } finally {
    await client.query('rollback');
    client.release();
  }
});
