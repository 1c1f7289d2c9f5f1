import { expect, test } from 'vitest';
import { isSoak } from '#tests/support/soak.ts';
import { holdingHead, untilWaiting } from './head.ts';
import { mixOf } from './mix.ts';
import { shiftOf } from './shifts.ts';
import { countOf } from './counts.ts';
import {
  adjustmentOf,
  asUser,
  books,
  grnOf,
  newShop,
  onHand,
  owner,
  push,
  saleOf,
  superuser,
  type Shop,
} from './world.ts';

const facts = [
  'document_keys',
  'stock_moves',
  'sales_invoices',
  'sales_invoice_lines',
  'sales_invoice_payments',
  'stock_adjustments',
  'stock_adjustment_lines',
  'grns',
  'grn_lines',
  'shifts',
  'shift_sources',
  'shift_tenders',
  'shift_movements',
  'shift_counts',
  'stock_counts',
  'stock_count_lines',
  'voided_documents',
] as const;
const sums = ['stock_balances', 'item_costs', 'location_journal_heads', 'document_outcomes'] as const;

for (const table of [...facts, ...sums]) {
  test(`[T051] [R9.2-1] ${table}: no role of the app updates, deletes or truncates it`, async () => {
    const shop = await newShop();
    await push(shop.admin, [
      saleOf(shop),
      adjustmentOf(shop, [{}]),
      grnOf(shop),
      shiftOf(shop),
      countOf(shop),
    ]);
    const before = await books(shop);
    const attacks = [
      `update public.${table} set updated_at = now() where location_id = '${shop.id}'`,
      `delete from public.${table} where location_id = '${shop.id}'`,
      `truncate public.${table} cascade`,
      `insert into public.${table} select * from public.${table} where location_id = '${shop.id}' on conflict do nothing`,
      `merge into public.${table} t using (select 1) s on t.location_id = '${shop.id}' when matched then delete`,
      `select * from public.${table} where location_id = '${shop.id}' for update`,
      `alter table public.${table} disable trigger all`,
      `drop table public.${table} cascade`,
    ];
    for (const sql of attacks) {
      for (const user of [null, shop.cashier, shop.admin]) {
        await expect(
          asUser(user, (client) => client.query(sql)),
          sql,
        ).rejects.toMatchObject({ code: '42501' });
      }
    }
    // What the RPCs run as, with a location entered, can add; a fact it cannot change either.
    for (const sql of attacks.slice(0, 3)) {
      if ((sums as readonly string[]).includes(table) && sql.startsWith('update')) continue;
      await expect(asWriter(shop, sql), sql).rejects.toMatchObject({ code: '42501' });
    }
    expect(await books(shop)).toEqual(before);
  });
}

async function asWriter(shop: Shop, sql: string): Promise<void> {
  const client = await superuser.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('flux.location_id', $1, true)`, [shop.id]);
    await client.query('set local role flux_writer');
    await client.query(sql);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('[T052] [R6.2-1] [R6.2-2] [R11.2-3] balances and costs thrown away and rebuilt from the moves are what was there', async () => {
  const shop = await newShop();
  await mixOf(shop, isSoak ? 10_000 : 1500, 8);
  await books(shop);
  const kept = async (query: (sql: string, values: string[]) => Promise<{ rows: unknown[] }>) =>
    (
      await query(
        `select 'balance' as what, item_id, lot_id, quantity_milli::text, null as value from public.stock_balances where location_id = $1
         union all
         select 'cost', item_id, null, quantity_milli::text, value_minor::text from public.item_costs where location_id = $1
         order by 1, 2, 3`,
        [shop.id],
      )
    ).rows;
  const client = await owner.connect();
  try {
    const before = await kept((sql, values) => client.query(sql, values));
    expect(before.length).toBeGreaterThanOrEqual(6);
    await client.query('begin');
    await client.query('delete from public.stock_balances where location_id = $1', [shop.id]);
    await client.query('delete from public.item_costs where location_id = $1', [shop.id]);
    await client.query(
      `insert into public.stock_balances (location_id, item_id, lot_id, quantity_milli, created_by)
       select m.location_id, m.item_id, m.lot_id, sum(m.quantity_milli), $2 from public.stock_moves m
       where m.location_id = $1 group by 1, 2, 3`,
      [shop.id, shop.admin],
    );
    await client.query(
      `insert into public.item_costs (id, location_id, item_id, quantity_milli, value_minor, last_cost_minor, created_by)
       select m.item_id, m.location_id, m.item_id, sum(m.quantity_milli), sum(m.value_minor), 0, $2 from public.stock_moves m
       where m.location_id = $1 group by m.location_id, m.item_id`,
      [shop.id, shop.admin],
    );
    expect(await kept((sql, values) => client.query(sql, values))).toEqual(before);
  } finally {
    await client.query('rollback');
    client.release();
  }
});

test('[T052] every move has its line and every line its move, of the same size', async () => {
  const shop = await newShop();
  await mixOf(shop, 800, 8);
  const { rows } = await owner.query(
    `with lines as (
       select l.id, l.invoice_id as document_id, l.item_id, l.lot_id,
         case when l.is_restocked then l.quantity_milli else -l.quantity_milli end as quantity_milli
       -- What came back and was thrown away moves nothing.
       from public.sales_invoice_lines l where l.location_id = $1 and l.is_restocked is distinct from false
       union all
       select l.id, l.adjustment_id, l.item_id, l.lot_id, l.quantity_milli
       from public.stock_adjustment_lines l where l.location_id = $1
       union all
       select l.id, l.grn_id, l.item_id, l.lot_id, l.quantity_milli
       from public.grn_lines l where l.location_id = $1
       union all
       select l.id, l.transfer_id, l.item_id, l.lot_id, -l.quantity_milli
       from public.stock_transfer_lines l where l.location_id = $1
       union all
       select l.id, l.receipt_id, l.item_id, l.lot_id, l.quantity_milli
       from public.stock_transfer_receipt_lines l where l.location_id = $1 and l.quantity_milli > 0)
     select * from lines l
     full join (select * from public.stock_moves where location_id = $1) m on m.id = l.id
     where (l.document_id, l.item_id, l.lot_id, l.quantity_milli)
       is distinct from (m.document_id, m.item_id, m.lot_id, m.quantity_milli)`,
    [shop.id],
  );
  expect(rows).toEqual([]);
});

test('[T072] [R9.2-4] a decrease obeys BLOCK as a sale does; an increase is never blocked, however far below zero', async () => {
  const shop = await newShop();
  const decrease = (quantity_milli: number, item = 0) =>
    adjustmentOf(shop, [{ item, quantity_milli }], { reason: 'damage' });
  await push(shop.manager, [adjustmentOf(shop, [{}, { item: 2 }])]);
  await owner.query(
    `update public.location_settings set negative_stock_policy = 'BLOCK' where location_id = $1`,
    [shop.id],
  );
  expect(await push(shop.manager, [decrease(-10_001), decrease(-10_000), decrease(-1)])).toMatchObject([
    { status: 'rejected', code: 'RVSTK' },
    { status: 'applied' },
    { status: 'rejected', code: 'RVSTK' },
  ]);
  // Each batch has a balance of its own, and the lines of a document count together.
  const twice = adjustmentOf(shop, [
    { item: 2, quantity_milli: -6000 },
    { item: 2, quantity_milli: -6000 },
  ]);
  const even = adjustmentOf(shop, [
    { item: 1, quantity_milli: -5000 },
    { item: 1, quantity_milli: 5000 },
  ]);
  expect(await push(shop.manager, [twice, even])).toMatchObject([{ code: 'RVSTK' }, { status: 'applied' }]);

  await owner.query(
    `update public.location_settings set negative_stock_policy = 'WARN' where location_id = $1`,
    [shop.id],
  );
  await push(shop.manager, [decrease(-50_000)]);
  await owner.query(
    `update public.location_settings set negative_stock_policy = 'BLOCK' where location_id = $1`,
    [shop.id],
  );
  expect(await push(shop.manager, [adjustmentOf(shop, [{ quantity_milli: 1000 }])])).toMatchObject([
    { status: 'applied', warnings: [] },
  ]);
  expect(await onHand(shop)).toBe(-49_000);
  await books(shop);
});

const setPolicy = (shop: Shop, policy: string) =>
  owner.query('update public.location_settings set negative_stock_policy = $2 where location_id = $1', [
    shop.id,
    policy,
  ]);

test('[T071] the policy that counts is the server’s when the document is posted, not the one it was made under', async () => {
  const shop = await newShop();
  const made = [saleOf(shop), saleOf(shop), saleOf(shop)];
  expect(await push(shop.cashier, [made[0]])).toMatchObject([
    { status: 'applied', warnings: ['negative_stock'] },
  ]);
  await setPolicy(shop, 'BLOCK');
  expect(await push(shop.cashier, [made[1]])).toMatchObject([{ status: 'rejected', code: 'RVSTK' }]);
  await setPolicy(shop, 'WARN');
  expect(await push(shop.cashier, made.slice(1))).toMatchObject([
    { status: 'applied', warnings: ['negative_stock'] },
    { status: 'applied', warnings: ['negative_stock'] },
  ]);
  const { rows } = await owner.query(
    'select count(*)::int as flagged from public.sales_invoices where location_id = $1 and flags ? $2',
    [shop.id, 'negative_stock'],
  );
  expect(rows, 'and what it did is recorded on the document').toEqual([{ flagged: 3 }]);
  await books(shop);
});

test('[T071] no sale is refused by a policy that was lifted while it waited for its turn', async () => {
  const shop = await newShop({ negative_stock_policy: 'BLOCK' });
  let answer: Promise<unknown> = Promise.resolve();
  await holdingHead(shop, async (query) => {
    answer = push(shop.cashier, [saleOf(shop), saleOf(shop)]);
    await untilWaiting(1);
    await query(`update public.location_settings set negative_stock_policy = 'WARN' where location_id = $1`, [
      shop.id,
    ]);
  });
  expect(await answer).toMatchObject([{ status: 'applied' }, { status: 'applied' }]);
  expect(await books(shop)).toMatchObject({ invoices: 2, rejected: 0 });
});
