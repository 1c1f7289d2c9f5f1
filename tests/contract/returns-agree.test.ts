/** What a till takes back, in parts, knowing of the others or not: the server takes every part, and never pays back more than was paid. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pricedLines, type Cart } from '#domain/cart.ts';
import { leftOf, makeReturn, refundTotal, type ReturnableLine } from '#domain/sale-return.ts';
import { makeSale } from '#domain/sale.ts';
import { totalsOf } from '#domain/totals.ts';
import type { TaxMode } from '#domain/tax.ts';
import { salePayload, type SalePayload } from '#schema/documents/sale.ts';
import { books, newShop, owner, push, type Shop } from '#tests/database/world.ts';

const uuid = () => crypto.randomUUID();
const ratesPpm = [0, 50_000, 150_000, 333_333, 1_000_000];
let sequence = 0;

const soldLines = fc.array(
  fc.record({
    price_minor: fc.integer({ min: 0, max: 3000 }),
    quantity_milli: fc.oneof(
      fc.integer({ min: 1, max: 9 }).map((n) => n * 1000),
      fc.integer({ min: 1, max: 9999 }),
    ),
    off: fc.integer({ min: 0, max: 100 }),
    rate: fc.nat(ratesPpm.length - 1),
  }),
  { minLength: 1, maxLength: 3 },
);
/** How much of each line comes back, in quarters of what is left. */
const parts = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }), {
  minLength: 1,
  maxLength: 6,
});

for (const knows of [true, false]) {
  test(`[R9.2-2] by tills that ${knows ? 'know' : 'do not know'} of each other: every part is taken as the till made it, and all together are at most what was paid`, async () => {
    const shop = await newShop();
    const rates = await ratesOf(shop);
    await fc.assert(
      fc.asyncProperty(
        soldLines,
        parts,
        fc.constantFrom<TaxMode>('inclusive', 'exclusive'),
        async (of, back, mode) => {
          const sale = saleBy(shop, cartOf(shop, of, rates), mode);
          const returns = returnsOf(shop, sale.payload, back, knows);
          const answers = await push(shop.cashier, [sale, ...returns]);
          expect(answers.filter(({ status }) => status !== 'applied')).toEqual([]);
          expect(answers.slice(1).flatMap(({ warnings }) => warnings)).not.toContain('refund_differs');
          const paidBack = returns.reduce((sum, { payload }) => sum + payload.total_minor, 0);
          expect(paidBack).toBeLessThanOrEqual(sale.payload.total_minor);
        },
      ),
      { numRuns: 20 },
    );
    await books(shop);
  });
}

function returnsOf(shop: Shop, sale: SalePayload, back: readonly (readonly number[])[], knows: boolean) {
  const sold = sale.lines.map((line): ReturnableLine => ({
    ...line,
    quantity_decimals: 3,
    returned_milli: 0,
    returned_minor: 0,
    returned_tax_minor: 0,
  }));
  let now = sold;
  return back.flatMap((shares) => {
    const lines = now.flatMap((line, n) => {
      const quantity_milli = Math.floor((leftOf(line) * (shares[n] ?? 0)) / 4);
      return quantity_milli > 0
        ? [{ line: knows ? line : sold[n]!, quantity_milli, isRestocked: n !== 1 }]
        : [];
    });
    if (lines.length === 0) return [];
    const amount_minor = refundTotal(lines, sale);
    const refunds = [{ method: 'cash', amount_minor, reference: '' }] as const;
    const made = makeReturn(
      { id: uuid(), original: sale, lines, refunds, note: '' },
      contextOf(shop, sale.tax_mode),
    );
    if (made.kind !== 'return') throw new Error(`the till refused: ${JSON.stringify(made)}`);
    now = now.map((line) => {
      const part = made.payload.lines.find(({ original_line_id }) => original_line_id === line.id);
      return part === undefined
        ? line
        : {
            ...line,
            returned_milli: line.returned_milli + part.quantity_milli,
            returned_minor: line.returned_minor + part.amount_minor,
            returned_tax_minor: line.returned_tax_minor + part.tax_minor,
          };
    });
    return [recordOf(shop, made.payload)];
  });
}

async function ratesOf(shop: Shop): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const ppm of ratesPpm) {
    const { rows } = await owner.query<{ id: string }>(
      `insert into public.tax_rates (location_id, name, rate_ppm, created_by) values ($1, $2::text, $3, $4) returning id`,
      [shop.id, String(ppm), ppm, shop.admin],
    );
    ids.push(rows[0]!.id);
  }
  return ids;
}

function cartOf(
  shop: Shop,
  of: readonly { price_minor: number; quantity_milli: number; off: number; rate: number }[],
  rates: readonly string[],
): Cart {
  return {
    id: uuid(),
    started_at: '',
    customer_id: null,
    note: '',
    discount: null,
    lines: of.map(({ price_minor, quantity_milli, off, rate }) => ({
      id: uuid(),
      item_id: shop.items[1],
      item_name: 'Item',
      unit_symbol: 'kg',
      quantity_decimals: 3,
      quantity_milli,
      price_minor,
      list_price_minor: price_minor,
      discount: off === 0 ? null : { kind: 'percent', ppm: off * 10_000 },
      tax_rate_id: rates[rate]!,
      tax_rate_ppm: ratesPpm[rate]!,
      is_batch_tracked: 0,
      lot: null,
    })),
  };
}

function contextOf(shop: Shop, tax_mode: TaxMode) {
  const at = new Date().toISOString();
  return {
    location_id: shop.id,
    device_id: shop.deviceId,
    cashier_id: shop.cashier,
    approval: null,
    currency: 'USD',
    tax_mode,
    cash_rounding_minor: 1,
    business_date: at.slice(0, 10),
    at,
    newId: uuid,
  };
}

function saleBy(shop: Shop, cart: Cart, mode: TaxMode) {
  const { total_minor } = totalsOf(pricedLines(cart), mode);
  const made = makeSale(cart, [{ method: 'cash', tendered_minor: total_minor }], contextOf(shop, mode));
  if (made.kind !== 'sale') throw new Error(`the till refused: ${JSON.stringify(made)}`);
  return recordOf(shop, made.payload);
}

function recordOf(shop: Shop, made: Omit<SalePayload, 'invoice_number'>) {
  sequence += 1;
  const payload = salePayload.parse({
    ...made,
    invoice_number: `S-${shop.code}-01-${String(sequence).padStart(6, '0')}`,
  });
  const { id: entity_id, location_id, device_id, client_created_at, client_updated_at } = payload;
  return {
    v: 1,
    queue_id: uuid(),
    entity_type: 'sales_invoice',
    entity_id,
    location_id,
    device_id,
    client_created_at,
    client_updated_at,
    payload,
  };
}
