import { afterAll, beforeAll, expect, test } from 'vitest';
import { adjustmentOf, books, newShop, owner, push, saleOf } from '#tests/database/world.ts';

const written = [
  'location_journal_heads',
  'document_keys',
  'stock_moves',
  'item_costs',
  'stock_balances',
  'sales_invoices',
  'sales_invoice_lines',
  'sales_invoice_payments',
  'document_outcomes',
] as const;

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
  for (const table of written) {
    await owner.query(
      `create trigger _900_fail after insert or update on public.${table} for each statement execute function public.fail_here()`,
    );
  }
});

afterAll(async () => {
  for (const table of written) await owner.query(`drop trigger _900_fail on public.${table}`);
  await owner.query('drop function public.fail_here(); drop table public.fail_at');
});

for (const table of written) {
  test(`[R8.2-1] [R8.2-2] [R10.3-2] a failure after ${table} is written leaves nothing of the sale`, async () => {
    const shop = await newShop();
    await push(shop.admin, [adjustmentOf(shop, [{}])]);
    const before = await books(shop);
    const record = saleOf(shop, [{}, { item: 1 }]);

    await owner.query('update public.fail_at set what = $1, who = $2, code = $3', [
      table,
      shop.cashier,
      'XX000',
    ]);
    await expect(push(shop.cashier, [record]), 'undecided: the whole call fails').rejects.toMatchObject({
      code: 'XX000',
    });
    expect(await books(shop)).toEqual(before);

    await owner.query('update public.fail_at set code = $1', ['23514']);
    expect((await push(shop.cashier, [record]))[0], 'decided: refused and kept').toMatchObject({
      status: 'rejected',
      code: '23514',
    });
    expect(await books(shop)).toEqual({ ...before, rejected: 1 });

    await owner.query(`update public.fail_at set what = ''`);
    expect((await push(shop.cashier, [record]))[0], 'and posts when it is over').toMatchObject({
      status: 'applied',
    });
    await books(shop);
  });
}

test('[R9.2-1] posted documents and moves cannot be changed, not even by the owner', async () => {
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
