import { expect, test } from 'vitest';
import type { PushAnswer } from '#schema/push.ts';
import { shiftOf, shiftsThatDoNotAddUp } from '#tests/database/shifts.ts';
import { receiptOf, transferOf } from '#tests/database/transfers.ts';
import { countOf } from '#tests/database/counts.ts';
import { customerOf, paymentOf } from '#tests/database/credit.ts';
import { returnOf } from '#tests/database/returns.ts';
import {
  adjustmentOf,
  asUser,
  books,
  grnOf,
  newShop,
  owner,
  push,
  saleOf,
  type LineInput,
  type Shop,
  type TestRecord,
} from '#tests/database/world.ts';

/** As text of JSON, because some of them are no JavaScript number. */
const values = [
  '0',
  '-1',
  '1.5',
  '2147483648',
  '9007199254740993',
  '99999999999999999999999999',
  '1e-7',
  '1e309',
  '-1e309',
  '"NaN"',
  '"Infinity"',
  '"1"',
  '""',
  '" "',
  'null',
  'true',
  '[]',
  '[1]',
  '{}',
];

const places = {
  sales_invoice: [
    ...[
      'quantity_milli',
      'price_minor',
      'list_price_minor',
      'discount_minor',
      'amount_minor',
      'tax_minor',
    ].map((name) => ['lines', 0, name]),
    ['lines', 0, 'tax_rate_ppm'],
    ['lines', 0, 'line_no'],
    ...['subtotal_minor', 'discount_minor', 'tax_minor', 'total_minor'].map((name) => [name]),
    ...['amount_minor', 'tendered_minor', 'change_minor', 'rounding_minor', 'line_no'].map((name) => [
      'payments',
      0,
      name,
    ]),
  ],
  // What a return asks for besides.
  return: [
    ...['quantity_milli', 'discount_minor', 'amount_minor', 'tax_minor'].map((name) => ['lines', 0, name]),
    ...['amount_minor', 'tendered_minor', 'rounding_minor'].map((name) => ['payments', 0, name]),
  ],
  customer_payment: ['amount_minor', 'tendered_minor', 'change_minor', 'rounding_minor'].map((name) => [
    name,
  ]),
  stock_adjustment: ['quantity_milli', 'unit_cost_minor', 'line_no'].map((name) => ['lines', 0, name]),
  grn: [
    ...['quantity_milli', 'unit_cost_minor', 'amount_minor', 'line_no'].map((name) => ['lines', 0, name]),
    ['total_minor'],
  ],
  shift: [
    ...['float_minor', 'expected_minor', 'counted_minor', 'variance_minor', 'recount_count'].map((name) => [
      name,
    ]),
    ...[
      'after_sequence',
      'last_sequence',
      'document_count',
      'total_minor',
      'unposted_count',
      'unposted_minor',
    ].map((name) => ['sources', 0, name]),
    ...['payment_count', 'amount_minor'].map((name) => ['tenders', 0, name]),
    ['movements', 0, 'amount_minor'],
    ...['denomination_minor', 'pieces', 'amount_minor', 'line_no'].map((name) => ['counts', 0, name]),
  ],
  stock_count: ['quantity_milli', 'book_quantity_milli', 'line_no'].map((name) => ['lines', 0, name]),
  stock_transfer: ['quantity_milli', 'line_no'].map((name) => ['lines', 0, name]),
  stock_transfer_receipt: ['quantity_milli', 'sent_milli', 'line_no'].map((name) => ['lines', 0, name]),
};
const elsewhere = await newShop();
const makers = {
  sales_invoice: saleOf,
  return: async (shop: Shop, lines: readonly LineInput[]) => {
    const sale = saleOf(shop, lines);
    await push(shop.cashier, [sale]);
    return returnOf(shop, sale);
  },
  customer_payment: async (shop: Shop) => paymentOf(shop, await customerOf(shop)),
  stock_adjustment: adjustmentOf,
  grn: grnOf,
  shift: (shop: Shop) => shiftOf(shop),
  stock_count: countOf,
  stock_transfer: (shop: Shop, lines: readonly LineInput[]) => transferOf(shop, elsewhere, lines),
  stock_transfer_receipt: async (shop: Shop, lines: readonly LineInput[]) => {
    const sent = transferOf(elsewhere, shop, lines);
    await push(elsewhere.cashier, [sent]);
    return receiptOf(shop, sent, { 0: { reason: 'Counted' } });
  },
};

/** A record as text, with the text of a value at a place in its document. */
function withValue(record: TestRecord, place: readonly (string | number)[], value: string): string {
  const copy = structuredClone(record);
  let at = copy.payload as Record<string | number, unknown>;
  for (const key of place.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const hole = '"a hole"';
  at[place.at(-1)!] = JSON.parse(hole);
  return JSON.stringify(copy).replace(hole, value);
}

const pushText = (shop: Shop, records: readonly string[]) =>
  asUser(shop.admin, async (client) => {
    const { rows } = await client.query<{ push: PushAnswer }>('select public.push($1::jsonb) as push', [
      `[${records.join(',')}]`,
    ]);
    return rows[0]!.push.results;
  });

for (const kind of Object.keys(makers) as (keyof typeof makers)[]) {
  const fields: readonly (readonly (string | number)[])[] = places[kind];
  for (const place of fields) {
    test(`[T048] ${kind}: whatever ${place.join('.')} holds, the record is refused whole or its amounts hold`, async () => {
      const shop = await newShop();
      for (const value of values) {
        const what = `${place.join('.')} = ${value}`;
        const record = await makers[kind](shop, [{}]);
        const before = await books(shop);
        const answer = await pushText(shop, [withValue(record, place, value)]).catch(
          (error: unknown) => error,
        );
        const after = await books(shop);
        if (!Array.isArray(answer)) {
          // A number of which the text could be megabytes is not looked at.
          expect(answer, what).toMatchObject({ code: 'RVSHP' });
          expect(['1e309', '-1e309', '1e-7'], what).toContain(value);
          expect(after, what).toEqual(before);
          continue;
        }
        const [result] = answer as PushAnswer['results'];
        if (result!.status === 'applied') {
          expect(after, what).toMatchObject({ journal: before['journal']! + 1 });
          continue;
        }
        expect(result, what).toMatchObject({ status: 'rejected', entity_id: record.entity_id });
        expect(result!.code, what).toMatch(/^(RV|RA|22|23)/);
        expect(result!.message, what).not.toMatch(/relation|column|constraint|public\.|null value|bigint/i);
        expect(after, what).toEqual({ ...before, rejected: before['rejected']! + 1 });
      }
      expect(await impossible(shop)).toEqual([]);
      expect(await shiftsThatDoNotAddUp(shop)).toEqual([]);
    });
  }
}

/** Rows of a shop that no arithmetic explains, or that a device could not hold. */
async function impossible(shop: Shop): Promise<unknown[]> {
  const { rows } = await owner.query(
    `select 'line' as what, l.* from public.sales_invoice_lines l where l.location_id = $1
       and (l.amount_minor <> round(l.price_minor::numeric * l.quantity_milli / 1000) - l.discount_minor
         or l.quantity_milli not between 1 and 1e9 or greatest(l.price_minor, l.amount_minor, l.discount_minor) > 1e15
         or least(l.price_minor, l.list_price_minor, l.discount_minor, l.amount_minor, l.tax_minor) < 0)
     union all
     select 'rate', l.* from public.sales_invoice_lines l where l.location_id = $1 and l.tax_rate_ppm not between 0 and 1000000`,
    [shop.id],
  );
  const { rows: totals } = await owner.query(
    `select i.id from public.sales_invoices i where i.location_id = $1
       and (i.total_minor <> (select sum(l.amount_minor) from public.sales_invoice_lines l where l.invoice_id = i.id)
         or i.total_minor <> (select sum(y.amount_minor) from public.sales_invoice_payments y where y.invoice_id = i.id))
     union all
     select y.id from public.sales_invoice_payments y where y.location_id = $1
       and (y.tendered_minor - y.change_minor <> y.amount_minor + y.rounding_minor or y.tendered_minor > 1e15
         or least(y.tendered_minor, y.change_minor, y.amount_minor) < 0)
     union all
     select l.id from public.grn_lines l where l.location_id = $1
       and (l.amount_minor <> round(l.unit_cost_minor::numeric * l.quantity_milli / 1000) or l.amount_minor > 1e15
         or l.quantity_milli not between 1 and 1e9 or l.unit_cost_minor < 0)
     union all
     select l.id from public.stock_count_lines l where l.location_id = $1
       and (l.quantity_milli not between 0 and 1e9 or abs(l.book_quantity_milli) > 1e15)
     union all
     select m.id from public.stock_moves m where m.location_id = $1 and abs(m.quantity_milli) > 1e9`,
    [shop.id],
  );
  return [...rows, ...totals];
}

test('[T048] no line is of two documents: not of an earlier one, not of a neighbour, not of another location', async () => {
  const [shop, other] = [await newShop(), await newShop()];
  const [posted, foreign] = [saleOf(shop), saleOf(other)];
  await push(shop.cashier, [posted]);
  await push(other.cashier, [foreign]);
  const before = await books(shop);
  const idOf = (record: TestRecord, part: 'lines' | 'payments') =>
    (record.payload[part] as { id: string }[])[0]!.id;
  for (const taken of [posted, foreign]) {
    const sale = saleOf(shop, [{}, { id: idOf(taken, 'lines') }]);
    const adjustment = adjustmentOf(shop, [{ id: idOf(taken, 'lines') }]);
    const paid = saleOf(shop);
    (paid.payload['payments'] as { id: string }[])[0]!.id = idOf(taken, 'payments');
    const results = await push(shop.admin, [sale, adjustment, paid]);
    expect(results.map(({ status, code }) => [status, code])).toEqual(
      Array.from({ length: 3 }, () => ['rejected', '23505']),
    );
    for (const { message } of results) expect(message).not.toContain(idOf(taken, 'lines'));
  }
  expect(await books(shop)).toEqual({ ...before, rejected: 6 });
  const [first, second] = [saleOf(shop), saleOf(shop)];
  Object.assign((second.payload['lines'] as object[])[0]!, { id: idOf(first, 'lines') });
  expect(await push(shop.cashier, [first, second])).toMatchObject([{ status: 'applied' }, { code: '23505' }]);
  await books(other);
});

test('[T123] [T048] none, 500 and 501 lines, the same line or number twice, for every kind', async () => {
  const shop = await newShop();
  const line = () => ({ id: crypto.randomUUID() });
  const many = (count: number) => Array.from({ length: count }, line);
  const twice = { id: crypto.randomUUID() };
  for (const make of [saleOf, adjustmentOf, grnOf, countOf, makers.stock_transfer]) {
    const results = await push(shop.admin, [
      make(shop, [], { payments: [] }),
      make(shop, many(501)),
      make(shop, [twice, twice]),
      make(shop, [line(), { ...line(), line_no: 1 }]),
      make(shop, [{ ...line(), line_no: null }]),
      make(shop, [{ id: null }]),
      make(shop, many(500)),
    ]);
    expect(results.map(({ code }) => code)).toEqual([
      'RVLIN',
      'RVSIZ',
      'RVLIN',
      'RVLIN',
      'RVLIN',
      'RVLIN',
      null,
    ]);
  }
  expect(await books(shop)).toMatchObject({
    invoices: 1,
    lines: 500,
    adjustments: 1,
    received: 1,
    sheets: 1,
    sent: 1,
    moves: 2000,
  });
});
