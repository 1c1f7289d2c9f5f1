/** A price or a discount that needed a manager: the till asks; what comes without is taken, and flagged. */
import { expect, test } from 'vitest';
import {
  adjustmentOf,
  books,
  newShop,
  onHand,
  owner,
  push,
  saleOf,
  type Shop,
} from '#tests/database/world.ts';

/** One piece of 250 with this much off, the tax as it should be. */
function discounted(shop: Shop, off: number, header: Record<string, unknown> = {}, line = {}) {
  const amount = 250 - off;
  const tax = Math.round((amount * 150_000) / 1_150_000);
  const totals = { subtotal_minor: 250, discount_minor: off, tax_minor: tax, total_minor: amount };
  const payment = { line_no: 1, method: 'cash', rounding_minor: 0, change_minor: 0, reference: '' };
  return saleOf(shop, [{ discount_minor: off, amount_minor: amount, tax_minor: tax, ...line }], {
    ...totals,
    payments: [{ id: crypto.randomUUID(), ...payment, amount_minor: amount, tendered_minor: amount }],
    ...header,
  });
}

async function flagsOf(shop: Shop, record: unknown): Promise<readonly string[]> {
  const [result] = await push(shop.cashier, [record]);
  expect(result).toMatchObject({ status: 'applied' });
  return result!.warnings.filter((flag) => flag.endsWith('approved'));
}

test('[R9.2-1] more off a line than a cashier may is flagged, up to the limit it is not', async () => {
  const shop = await newShop();
  expect(await flagsOf(shop, discounted(shop, 26))).toEqual([]);
  expect(await flagsOf(shop, discounted(shop, 27))).toEqual(['discount_unapproved']);
  await owner.query(
    'update public.location_settings set discount_limit_ppm = 500000 where location_id = $1',
    [shop.id],
  );
  expect(await flagsOf(shop, discounted(shop, 126))).toEqual([]);
});

test('a manager’s yes counts for what it says, a cashier’s for nothing; a manager needs none', async () => {
  const shop = await newShop();
  const said = (approved_by: string, approved_for: string[]) => ({
    approved_by,
    approved_for,
    approval_reason: 'Dented',
  });
  expect(await flagsOf(shop, discounted(shop, 200, said(shop.manager, ['discount'])))).toEqual(['approved']);
  expect(await flagsOf(shop, discounted(shop, 200, said(shop.manager, ['stock'])))).toEqual([
    'approved',
    'discount_unapproved',
  ]);
  expect(await flagsOf(shop, discounted(shop, 200, said(shop.cashier, ['discount'])))).toEqual([
    'discount_unapproved',
  ]);
  expect(await flagsOf(shop, discounted(shop, 200, { cashier_id: shop.manager }))).toEqual([]);
});

test('another price than the list’s is a manager’s, upwards too', async () => {
  const shop = await newShop();
  const priced = (header = {}) => discounted(shop, 0, header, { list_price_minor: 240 });
  expect(await flagsOf(shop, priced())).toEqual(['price_unapproved']);
  const yes = { approved_by: shop.manager, approved_for: ['price'], approval_reason: 'Promised' };
  expect(await flagsOf(shop, priced(yes))).toEqual(['approved']);
});

test('stock that is put right by a count needs a manager, or one who said yes', async () => {
  const shop = await newShop();
  const counted = (header = {}) =>
    adjustmentOf(shop, [{}], { reason: 'count', cashier_id: shop.cashier, ...header });
  const yes = { approved_by: shop.manager, approved_for: ['adjustment'], approval_reason: 'Stocktake' };
  expect(await flagsOf(shop, counted())).toEqual(['adjustment_unapproved']);
  expect(await flagsOf(shop, counted(yes))).toEqual(['approved']);
  expect(await flagsOf(shop, counted({ ...yes, approved_for: ['stock'] }))).toEqual([
    'approved',
    'adjustment_unapproved',
  ]);
  expect(await flagsOf(shop, counted({ cashier_id: shop.manager }))).toEqual([]);
});

test('stock from before its item had batches is put right without one, and only as long as there is any', async () => {
  const shop = await newShop();
  await push(shop.admin, [adjustmentOf(shop, [{}])]);
  await owner.query('update public.items set is_batch_tracked = true where id = $1', [shop.items[0]]);
  const gone = () =>
    adjustmentOf(shop, [{ quantity_milli: -10_000 }, { item: 2, quantity_milli: -1 }], { reason: 'count' });
  expect(await push(shop.manager, [gone(), gone()])).toMatchObject([
    { status: 'applied' },
    { status: 'rejected', code: 'RVLOT' },
  ]);
  expect(await onHand(shop)).toBe(0);
  await books(shop);
});
