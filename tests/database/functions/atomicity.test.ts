import { afterAll, beforeAll, expect, test } from 'vitest';
import { customerOf, onCredit, paymentOf } from '#tests/database/credit.ts';
import { editOf, rowOf } from '#tests/database/edits.ts';
import { shiftOf } from '#tests/database/shifts.ts';
import { receiptOf, transferOf } from '#tests/database/transfers.ts';
import { countOf } from '#tests/database/counts.ts';
import { onAccount, returnOf } from '#tests/database/returns.ts';
import {
  adjustmentOf,
  asUser,
  batch,
  books,
  grnOf,
  newShop,
  owner,
  push,
  saleOf,
  type LineInput,
  type Shop,
} from '#tests/database/world.ts';

const inAll = ['location_journal_heads', 'document_keys', 'document_outcomes'] as const;
const inBoth = [...inAll, 'stock_moves', 'item_costs', 'stock_balances'] as const;
const owed = ['customer_entries', 'customer_balances'] as const;

/** The tables that each kind writes, in any order. */
const written = {
  sales_invoice: [...inBoth, ...owed, 'sales_invoices', 'sales_invoice_lines', 'sales_invoice_payments'],
  return: [...inBoth, ...owed, 'sales_invoices', 'sales_invoice_lines', 'sales_invoice_payments'],
  stock_adjustment: [...inBoth, 'stock_adjustments', 'stock_adjustment_lines'],
  customer_payment: [...inAll, ...owed, 'customer_payments'],
  grn: [...inBoth, 'stock_lots', 'grns', 'grn_lines'],
  shift: [...inAll, 'shifts', 'shift_sources', 'shift_tenders', 'shift_movements', 'shift_counts'],
  stock_count: [
    'location_journal_heads',
    'document_keys',
    'document_outcomes',
    'stock_counts',
    'stock_count_lines',
  ],
  stock_transfer: [...inBoth, 'stock_transfers', 'stock_transfer_lines', 'transfer_states'],
  stock_transfer_receipt: [
    ...inBoth,
    'stock_lots',
    'stock_transfer_receipts',
    'stock_transfer_receipt_lines',
    'transfer_states',
  ],
  master_update: ['items', 'master_conflicts', 'master_edits'],
};
const tables = [...new Set(Object.values(written).flat())];
const elsewhere = await newShop();
const make = {
  sales_invoice: async (shop: Shop) => onCredit(shop, await customerOf(shop)),
  return: async (shop: Shop) => {
    const sale = onCredit(shop, await customerOf(shop));
    await push(shop.cashier, [sale]);
    return onAccount(returnOf(shop, sale));
  },
  customer_payment: async (shop: Shop) => paymentOf(shop, await customerOf(shop)),
  stock_adjustment: adjustmentOf,
  stock_transfer: (shop: Shop, lines: LineInput[]) => transferOf(shop, elsewhere, lines),
  stock_transfer_receipt: async (shop: Shop) => {
    const sent = transferOf(elsewhere, shop, [{}, { item: 2 }]);
    await push(elsewhere.cashier, [sent]);
    return receiptOf(shop, sent, { 1: batch(shop.items[2], 'G1', '2031-05-31') });
  },
  // Of the batch-tracked item, so that it makes a lot.
  grn: (shop: Shop) => grnOf(shop, [{}, { item: 2 }]),
  shift: (shop: Shop) => shiftOf(shop),
  stock_count: countOf,
  master_update: (shop: Shop) => editOf(shop, { columns: { name: 'X' }, previous: { name: 'Unseen' } }),
};
const kinds = [
  'sales_invoice',
  'return',
  'customer_payment',
  'stock_adjustment',
  'grn',
  'shift',
  'stock_count',
  'stock_transfer',
  'stock_transfer_receipt',
  'master_update',
] as const;

async function all(shop: Shop) {
  const { rows } = await owner.query('select id from public.master_edits where location_id = $1', [shop.id]);
  const lots = await owner.query('select id from public.stock_lots where location_id = $1', [shop.id]);
  const item = await rowOf('items', shop.items[0]);
  return { ...(await books(shop)), item, edits: rows.length, lots: lots.rows.length };
}

beforeAll(async () => {
  // Fails after the statement that touched the table named in a setting of the
  // session, with the code named in another: a fault between two statements.
  await owner.query(`create or replace function public.fail_here() returns trigger language plpgsql as $$
    begin
      if tg_table_name = (select what from public.fail_at) and current_setting('request.jwt.claims', true) like '%' || (select who from public.fail_at) || '%' then
        raise exception 'injected' using errcode = (select code from public.fail_at);
      end if;
      return null;
    end $$;
    create table public.fail_at (what text, who text, code text);
    insert into public.fail_at values ('', '', '');
    grant select on public.fail_at to flux_writer;
    grant execute on function public.fail_here() to flux_writer`);
  for (const table of tables) {
    await owner.query(
      `create trigger _900_fail after insert or update on public.${table} for each statement execute function public.fail_here()`,
    );
  }
});

afterAll(async () => {
  for (const table of tables) await owner.query(`drop trigger _900_fail on public.${table}`);
  await owner.query('drop function public.fail_here(); drop table public.fail_at');
});

for (const kind of kinds) {
  for (const table of written[kind]) {
    test(`[T038] [R8.2-1] [R8.2-2] [R10.3-2] a failure after ${table} is written leaves nothing of the ${kind}`, async () => {
      const shop = await newShop();
      await push(shop.admin, [adjustmentOf(shop, [{}])]);
      const record = await make[kind](shop, [{}, { item: 1 }]);
      const before = await all(shop);

      await owner.query('update public.fail_at set what = $1, who = $2, code = $3', [
        table,
        shop.manager,
        'XX000',
      ]);
      await expect(push(shop.manager, [record]), 'undecided: the whole call fails').rejects.toMatchObject({
        code: 'XX000',
      });
      expect(await all(shop)).toEqual(before);

      await owner.query('update public.fail_at set code = $1', ['23514']);
      expect((await push(shop.manager, [record]))[0], 'decided: refused and kept').toMatchObject({
        status: 'rejected',
        code: '23514',
      });
      expect(await all(shop)).toEqual({ ...before, rejected: 1 });

      await owner.query(`update public.fail_at set what = ''`);
      expect((await push(shop.manager, [record]))[0], 'and posts when it is over').toMatchObject({
        status: 'applied',
      });
      await books(shop);
    });
  }
}

test('[T051] [R9.2-1] posted documents and moves cannot be changed, not even by the owner', async () => {
  const shop = await newShop();
  const record = saleOf(shop);
  await push(shop.cashier, [record]);
  for (const table of [
    'sales_invoices',
    'sales_invoice_lines',
    'sales_invoice_payments',
    'stock_moves',
    'document_keys',
  ]) {
    await expect(
      owner.query(`update public.${table} set updated_at = now() where location_id = $1`, [shop.id]),
    ).rejects.toMatchObject({ code: '55000' });
    await expect(
      owner.query(`delete from public.${table} where location_id = $1`, [shop.id]),
    ).rejects.toMatchObject({ code: '55000' });
  }
});

test('[T038] nothing is written that the tests above do not fail at', async () => {
  // The counts are of the connection: what one call adds to them is its own.
  const counted = `select relname as name, n_tup_ins + n_tup_upd as writes from pg_stat_xact_user_tables
    where schemaname = 'public' order by 1`;
  for (const kind of kinds) {
    const shop = await newShop();
    const record = await make[kind](shop, [{}]);
    const names = await asUser(shop.manager, async (client) => {
      const count = async () => (await client.query<{ name: string; writes: string }>(counted)).rows;
      const before = new Map((await count()).map(({ name, writes }) => [name, writes]));
      await client.query('select public.push($1::jsonb)', [JSON.stringify([record])]);
      return (await count())
        .filter(({ name, writes }) => writes !== (before.get(name) ?? '0'))
        .map(({ name }) => name);
    });
    expect(names).toEqual([...written[kind]].toSorted());
  }
});
