import { expect, test } from 'vitest';
import {
  adjustmentOf,
  books,
  newShop,
  owner,
  push,
  saleOf,
  type Shop,
  type TestRecord,
} from '#tests/database/world.ts';
import { exchange, returnOf } from '#tests/database/returns.ts';
import { settle, voiding } from '#tests/database/settle.ts';

const exchangeOf = (shop: Shop, sale: TestRecord) => exchange(returnOf(shop, sale), saleOf(shop));

async function sold(shop: Shop): Promise<TestRecord> {
  const sale = saleOf(shop);
  expect(await push(shop.cashier, [sale])).toMatchObject([{ status: 'applied' }]);
  return sale;
}

async function stocked(): Promise<Shop> {
  const shop = await newShop();
  await push(shop.admin, [adjustmentOf(shop, [{ unit_cost_minor: 120 }])]);
  return shop;
}

const refused = { code: 'RDSAL', field: 'exchange_id' };

const flagsOf = async (id: string) =>
  (await owner.query('select flags from public.sales_invoices where id = $1', [id])).rows[0]?.flags;

test('the halves of an exchange name each other in the books; each is as true alone as any other', async () => {
  const shop = await stocked();
  const [back, taken] = exchangeOf(shop, await sold(shop));
  expect(await push(shop.cashier, [back, taken])).toMatchObject([
    { status: 'applied', warnings: [] },
    { status: 'applied', warnings: [] },
  ]);
  const { rows } = await owner.query(
    'select id, exchange_id from public.sales_invoices where id = any ($1) order by journal_seq',
    [[back.entity_id, taken.entity_id]],
  );
  expect(rows).toEqual([
    { id: back.entity_id, exchange_id: taken.entity_id },
    { id: taken.entity_id, exchange_id: back.entity_id },
  ]);
  await books(shop);
});

test('a sale waits for what is given back for it: before it, after a refusal, or where that names another sale', async () => {
  const shop = await stocked();
  const sale = await sold(shop);
  const [back, taken] = exchangeOf(shop, sale);
  expect(await push(shop.cashier, [taken])).toMatchObject([refused]);
  expect(await push(shop.cashier, [back])).toMatchObject([{ status: 'applied' }]);
  const other = saleOf(shop);
  other.payload['exchange_id'] = back.entity_id;
  expect(await push(shop.cashier, [other])).toMatchObject([refused]);
  const ofSale = saleOf(shop);
  ofSale.payload['exchange_id'] = sale.entity_id;
  expect(await push(shop.cashier, [ofSale])).toMatchObject([refused]);
  expect(await push(shop.cashier, [taken])).toMatchObject([{ status: 'applied', warnings: [] }]);
  await books(shop);
});

test('a return of another location, or closed there, is none here', async () => {
  const [shop, there] = [await stocked(), await stocked()];
  const [back, taken] = exchangeOf(there, await sold(there));
  const here = saleOf(shop);
  here.payload['exchange_id'] = back.entity_id;
  back.payload['exchange_id'] = here.entity_id;
  expect(await push(there.cashier, [back])).toMatchObject([{ status: 'applied' }]);
  expect(await push(shop.cashier, [here])).toMatchObject([refused]);
  const [closed] = exchangeOf(there, await sold(there));
  await settle(there.manager, 'void_document', voiding(closed));
  const again = saleOf(shop);
  again.payload['exchange_id'] = closed.entity_id;
  expect(await push(shop.cashier, [again])).toMatchObject([refused]);
  expect(taken.location_id).toBe(there.id);
  await books(shop);
});

test('once what is given back is closed for good, the sale is posted alone, and a manager is told', async () => {
  const shop = await stocked();
  const [back, taken] = exchangeOf(shop, await sold(shop));
  await settle(shop.manager, 'void_document', voiding(back));
  expect(await push(shop.cashier, [taken])).toMatchObject([
    { status: 'applied', warnings: ['exchange_voided'] },
  ]);
  expect(await flagsOf(taken.entity_id)).toEqual(['exchange_voided']);
  await books(shop);
});
