import { expect, test } from 'vitest';
import { addDays } from '#domain/business-date.ts';
import { addItem, newCart } from '#domain/cart.ts';
import { makeCustomerPayment } from '#domain/customer-payment.ts';
import { makeSale } from '#domain/sale.ts';
import { customerPaymentPayload } from '#schema/documents/customer-payment.ts';
import { salePayload } from '#schema/documents/sale.ts';
import { customerOf } from '#tests/database/credit.ts';
import { envelope, newShop, owner, push } from '#tests/database/world.ts';

test('every field of a sale on credit and of a payment reaches its column, as the till made it', async () => {
  const shop = await newShop({ cash_rounding_minor: 5 });
  const customer = await customerOf(shop, 100_000, 21);
  const at = new Date().toISOString();
  const context = {
    location_id: shop.id,
    device_id: shop.deviceId,
    cashier_id: shop.cashier,
    approval: null,
    currency: 'USD',
    tax_mode: 'inclusive',
    cash_rounding_minor: 5,
    business_date: at.slice(0, 10),
    credit_days: 21,
    at,
    newId: () => crypto.randomUUID(),
  } as const;
  const item = {
    id: shop.items[0],
    name: 'Item',
    unit_symbol: 'pc',
    quantity_decimals: 0,
    tax_rate_id: shop.taxRate,
    tax_rate_ppm: 150_000,
    price_minor: 253,
    is_batch_tracked: 0,
  } as const;
  const cart = {
    ...addItem(newCart(crypto.randomUUID(), at), item, { lineId: crypto.randomUUID() }),
    customer_id: customer,
  };
  const sold = makeSale(
    cart,
    [
      { method: 'credit', amount_minor: 100 },
      { method: 'cash', tendered_minor: 200 },
    ],
    context,
  );
  const given = { method: 'cash', tendered_minor: 100 } as const;
  const paid = makeCustomerPayment(
    { id: crypto.randomUUID(), customer_id: customer, amount_minor: 53, given, note: 'A note.' },
    context,
  );
  if (sold.kind === 'refused' || paid.kind === 'refused') throw new Error('the till refused');
  const sale = salePayload.parse({ ...sold.payload, invoice_number: `S-${shop.code}-01-000001` });
  const payment = customerPaymentPayload.parse({
    ...paid.payload,
    payment_number: `P-${shop.code}-01-000001`,
  });
  expect(sale.payments.map(({ due_date }) => due_date)).toEqual([addDays(at.slice(0, 10), 21), null]);
  const results = await push(shop.cashier, [
    envelope(shop, 'sales_invoice', sale),
    envelope(shop, 'customer_payment', payment),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['applied', 'applied']);
  expect(await stored('sales_invoice_payments', 'invoice_id', sale.id, sale.payments[0]!)).toEqual(
    sale.payments,
  );
  expect(await stored('customer_payments', 'id', payment.id, payment)).toEqual([payment]);
});

/** The columns of a sample, in the form that the wire has. */
async function stored(table: string, key: string, id: string, sample: object): Promise<unknown[]> {
  const columns = Object.keys(sample)
    .map((name) => (name.startsWith('client_') ? `app.iso(t.${name}) as ${name}` : `t.${name}`))
    .join(', ');
  const order = 'line_no' in sample ? 'order by t.line_no' : '';
  const { rows } = await owner.query<{ row: unknown }>(
    `select to_jsonb(s) as row from (select ${columns} from public.${table} t where t.${key} = $1 ${order}) s`,
    [id],
  );
  return rows.map((row) => row.row);
}
