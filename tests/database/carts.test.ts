import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cartTotals, type Cart } from '#domain/cart.ts';
import { cashDue } from '#domain/payment.ts';
import { makeSale } from '#domain/sale.ts';
import type { SalePayload } from '#schema/documents/sale.ts';
import { isSoak } from '#tests/support/soak.ts';
import { newShop, owner, superuser, type Shop } from './world.ts';

const rates = [0, 1, 50_000, 135_000, 150_000, 230_000, 999_999, 1_000_000];
const coins = [1, 5, 10, 100];

const cartOf = fc.record({
  tax_mode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
  coin: fc.constantFrom(...coins),
  card: fc.integer({ min: 0, max: 100 }),
  off: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 })),
  lines: fc.array(
    fc.record({
      price_minor: fc.oneof(fc.integer({ min: 0, max: 2_000_000 }), fc.constantFrom(0, 1, 5_000_000)),
      quantity_milli: fc.oneof(
        fc.integer({ min: 1, max: 50_000 }),
        fc.constantFrom(1, 333, 500, 1000, 1_000_000),
      ),
      discount: fc.integer({ min: 0, max: 100 }),
      rate: fc.nat(rates.length - 1),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});
type RandomCart = typeof cartOf extends fc.Arbitrary<infer T> ? T : never;

/** What the till makes of a random cart, by the code that the app runs. */
function saleFrom(random: RandomCart, shop: Shop, rateIds: readonly string[]): SalePayload {
  const at = '2026-06-01T10:00:00.000Z';
  const cart: Cart = {
    id: crypto.randomUUID(),
    started_at: at,
    customer_id: null,
    note: '',
    discount: random.off === 0 ? null : { kind: 'percent', ppm: random.off * 10_000 },
    lines: random.lines.map((line) => ({
      id: crypto.randomUUID(),
      item_id: shop.items[1],
      item_name: 'Item',
      unit_symbol: 'kg',
      quantity_decimals: 3,
      quantity_milli: line.quantity_milli,
      price_minor: line.price_minor,
      list_price_minor: line.price_minor,
      discount: line.discount === 0 ? null : { kind: 'percent', ppm: line.discount * 10_000 },
      tax_rate_id: rateIds[line.rate]!,
      tax_rate_ppm: rates[line.rate]!,
      is_batch_tracked: 0,
      lot: null,
    })),
  };
  const total = cartTotals(cart, random.tax_mode).total_minor;
  const byCard = Math.floor((total * random.card) / 100);
  const due = cashDue(total - byCard, random.coin);
  const paid = [
    ...(byCard > 0 ? [{ method: 'card' as const, amount_minor: byCard, reference: '' }] : []),
    ...(byCard < total || total === 0 ? [{ method: 'cash' as const, tendered_minor: due + 100 }] : []),
  ];
  const made = makeSale(cart, paid, {
    location_id: shop.id,
    device_id: shop.deviceId,
    cashier_id: shop.cashier,
    approval: null,
    currency: 'USD',
    tax_mode: random.tax_mode,
    cash_rounding_minor: random.coin,
    business_date: at.slice(0, 10),
    at,
    newId: () => crypto.randomUUID(),
  });
  if (made.kind !== 'sale') throw new Error(`the till refused: ${JSON.stringify(made)}`);
  return { ...made.payload, invoice_number: 'S' } as SalePayload;
}

/** The server's own checks of lines, totals and payments, for many sales in one statement: the code and message of each refusal. */
async function verdicts(shop: Shop, sales: readonly object[], coin: number): Promise<(string | null)[]> {
  const client = await superuser.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('flux.location_id', $1, true)`, [shop.id]);
    await client.query(`create function pg_temp.verdict(s jsonb, p app.posting) returns text language plpgsql as $$
      declare
        h public.sales_invoices := jsonb_populate_record(null::public.sales_invoices, s - 'flags');
      begin
        p := app.check_sale_lines(p, h, array(select jsonb_populate_recordset(null::public.sales_invoice_lines, s -> 'lines')));
        p := app.check_sale_payments(p, h, array(select jsonb_populate_recordset(null::public.sales_invoice_payments, s -> 'payments')));
        return nullif(array_to_string(array(select f from unnest(p.flags) f where f = 'rounding_differs'), ''), '');
      exception when others then
        return sqlstate || ' ' || sqlerrm;
      end $$`);
    const { rows } = await client.query<{ verdict: string | null }>(
      `with batch as materialized (select b from app.open_batch($1, 'admin', $2) b)
       select pg_temp.verdict(e.s, (
         select jsonb_populate_record(b, jsonb_build_object('cash_rounding_minor', $4::int, 'flags', '[]'::jsonb)) from batch)) as verdict
       from jsonb_array_elements($3::jsonb) with ordinality e(s, n) order by e.n`,
      [shop.admin, shop.id, JSON.stringify(sales), coin],
    );
    return rows.map((row) => row.verdict);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

async function shopWithRates(): Promise<{ shop: Shop; rateIds: string[] }> {
  const shop = await newShop();
  const rateIds: string[] = [];
  for (const ppm of rates) {
    const { rows } = await owner.query<{ id: string }>(
      `insert into public.tax_rates (location_id, name, rate_ppm, created_by) values ($1, $2::text, $3, $4) returning id`,
      [shop.id, String(ppm), ppm, shop.admin],
    );
    rateIds.push(rows[0]!.id);
  }
  return { shop, rateIds };
}

/** An amount of a sale made one minor unit larger or smaller. */
function tampered(sale: SalePayload, n: number): object {
  const copy = structuredClone(sale) as unknown as Record<string, Record<string, number>[] | number>;
  const places = [
    ['lines', 'amount_minor'],
    ['lines', 'tax_minor'],
    ['lines', 'discount_minor'],
    ['payments', 'amount_minor'],
    ['payments', 'tendered_minor'],
    ['payments', 'change_minor'],
    ['total_minor'],
    ['tax_minor'],
    ['subtotal_minor'],
    ['discount_minor'],
  ] as const;
  const [part, field] = places[n % places.length]!;
  const by = n % 3 === 0 ? -1 : 1;
  if (field === undefined) copy[part] = (copy[part] as number) + by;
  else {
    const list = copy[part] as Record<string, number>[];
    const row = list[n % list.length]!;
    row[field] = row[field]! + by;
  }
  return copy;
}

test('[T046] thousands of random carts: till and server agree to the minor unit, and no single amount can be changed', async () => {
  const { shop, rateIds } = await shopWithRates();
  const seed = Number(process.env['FLUX_SEED'] ?? Date.now() % 1_000_000);
  const randoms = fc.sample(cartOf, { numRuns: isSoak ? 10_000 : 4000, seed });
  for (const coin of coins) {
    const some = randoms.filter((random) => random.coin === coin);
    for (let from = 0; from < some.length; from += 500) {
      const sales = some.slice(from, from + 500).map((random) => saleFrom(random, shop, rateIds));
      const honest = await verdicts(shop, sales, coin);
      expect(
        honest
          .map((verdict, n) => (verdict === null ? null : `${verdict} ${JSON.stringify(sales[n])}`))
          .filter(Boolean),
        `seed ${seed}`,
      ).toEqual([]);
      const spoilt = sales.slice(0, 100).map(tampered);
      const answers = await verdicts(shop, spoilt, coin);
      for (const [n, verdict] of answers.entries()) {
        expect(verdict, `seed ${seed}: ${JSON.stringify(spoilt[n])}`).toMatch(/^(RVTOT|RVPAY) /);
      }
    }
  }
});
