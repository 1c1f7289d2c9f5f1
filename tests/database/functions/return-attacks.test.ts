/** Ways to be paid back more than was paid, or never; each tried on the real posting. */
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
import { returnOf } from '#tests/database/returns.ts';

const exclusive = (amount: number, tax: number) => ({
  tax_mode: 'exclusive',
  subtotal_minor: amount,
  discount_minor: 0,
  tax_minor: tax,
  total_minor: amount + tax,
  payments: [paid(amount + tax)],
});
function paid(amount_minor: number, rounding_minor = 0) {
  return {
    id: crypto.randomUUID(),
    line_no: 1,
    method: 'cash',
    amount_minor,
    rounding_minor,
    tendered_minor: amount_minor + rounding_minor,
    change_minor: 0,
    reference: '',
  };
}
const priced = (price_minor: number, quantity_milli: number, tax_minor: number) => ({
  quantity_milli,
  price_minor,
  list_price_minor: price_minor,
  amount_minor: (price_minor * quantity_milli) / 1000,
  discount_minor: 0,
  tax_minor,
});
const part = (shop: Shop, sale: ReturnType<typeof saleOf>, tax: number) =>
  returnOf(shop, sale, [priced(10, 1000, tax)], exclusive(10, tax));

test('tax on top comes back as it was paid: rounded anew for each of ten pieces it would come to more', async () => {
  const shop = await newShop({ tax_mode: 'exclusive' });
  const sale = saleOf(shop, [priced(10, 10_000, 15)], exclusive(100, 15));
  await push(shop.cashier, [sale]);
  const answers = await push(
    shop.cashier,
    [2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 0].map((tax) => part(shop, sale, tax)),
  );
  // Seven times two, and one: what was paid.
  expect(answers.map(({ status }) => status === 'applied')).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    true,
    false,
    true,
    false,
    false,
  ]);
  expect(await push(shop.cashier, [part(shop, sale, 3)])).toMatchObject([
    { code: 'RVRET', field: 'original_line_id' },
  ]);
  await books(shop);
});

test('a sale pays its tax to the minor unit, whatever it says it returns', async () => {
  const shop = await newShop();
  const sale = saleOf(shop, [{ is_restocked: 0 }]);
  await push(shop.cashier, [sale]);
  const next = saleOf(
    shop,
    [{ tax_minor: 32, original_line_id: (sale.payload['lines'] as { id: string }[])[0]!.id }],
    { original_id: sale.entity_id },
  );
  expect(await push(shop.cashier, [next])).toMatchObject([{ code: 'RVTOT', field: 'tax_minor' }]);
  const sold = saleOf(shop, [{ is_restocked: 0 }], { original_id: sale.entity_id });
  expect(await push(shop.cashier, [sold])).toMatchObject([{ status: 'applied' }]);
  const { rows } = await owner.query(
    `select i.original_id, i.original_month, l.original_line_id, l.is_restocked
     from public.sales_invoices i join public.sales_invoice_lines l on l.invoice_id = i.id where i.location_id = $1`,
    [shop.id],
  );
  const nothing = { original_id: null, original_month: null, original_line_id: null, is_restocked: null };
  expect(rows).toEqual([nothing, nothing]);
  await books(shop);
});

test('coins: many small refunds, each rounded up, are flagged once they are more than was taken', async () => {
  const shop = await newShop({ cash_rounding_minor: 5 });
  const sale = saleOf(shop, [priced(3, 10_000, 4)], {
    subtotal_minor: 30,
    tax_minor: 4,
    total_minor: 30,
    payments: [paid(30)],
  });
  await push(shop.cashier, [sale]);
  const piece = () =>
    returnOf(shop, sale, [{ ...priced(3, 1000, 0) }], {
      subtotal_minor: 3,
      tax_minor: 0,
      total_minor: 3,
      payments: [paid(3, 2)],
    });
  const answers = await push(shop.cashier, Array.from({ length: 7 }, piece));
  expect(answers.map(({ warnings }) => warnings)).toEqual([[], [], [], [], [], [], ['refund_differs']]);
});

test('what was sold before its item had batches comes back as it was sold', async () => {
  const shop = await newShop();
  await push(shop.admin, [adjustmentOf(shop, [{}])]);
  const sale = saleOf(shop, [{ quantity_milli: 2000 }]);
  await push(shop.cashier, [sale]);
  await owner.query('update public.items set is_batch_tracked = true where id = $1', [shop.items[0]]);
  expect(await push(shop.cashier, [returnOf(shop, sale), saleOf(shop)])).toMatchObject([
    { status: 'applied', warnings: [] },
    { status: 'rejected', code: 'RVLOT' },
  ]);
  expect(await onHand(shop)).toBe(10_000);
  await books(shop);
});
