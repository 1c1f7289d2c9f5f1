import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cartTotals, type Cart } from '#domain/cart.ts';
import { cashDue } from '#domain/payment.ts';
import { makeGrn } from '#domain/goods-received-note.ts';
import { newNote, receive, type NoteDraft } from '#domain/note-draft.ts';
import { newShift } from '#domain/open-shift.ts';
import { makeSale } from '#domain/sale.ts';
import { drawerOf, makeShift, type Takings } from '#domain/shift.ts';
import { book, type StockValue } from '#domain/stock-value.ts';
import { grnPayload } from '#schema/documents/goods-received-note.ts';
import { salePayload } from '#schema/documents/sale.ts';
import { shiftPayload } from '#schema/documents/shift.ts';
import { adjustmentOf, push, newShop, owner } from '#tests/database/world.ts';

const lineArbitrary = fc.record({
  price_minor: fc.integer({ min: 0, max: 2_000_000 }),
  quantity_milli: fc.oneof(
    fc.integer({ min: 1, max: 50_000 }),
    fc.constantFrom(1, 333, 500, 1000, 1_000_000),
  ),
  discount: fc.integer({ min: 0, max: 100 }),
  tax_rate_ppm: fc.constantFrom(0, 1, 50_000, 135_000, 150_000, 230_000, 999_999, 1_000_000),
});

test('the till and the server compute the same amounts, and every payload field reaches its column', async () => {
  const shop = await newShop({ cash_rounding_minor: 5 });
  const rates = new Map<number, string>();
  for (const ppm of [0, 1, 50_000, 135_000, 150_000, 230_000, 999_999, 1_000_000]) {
    const { rows } = await owner.query<{ id: string }>(
      `insert into public.tax_rates (location_id, name, rate_ppm, created_by) values ($1, $2::text, $3, $4) returning id`,
      [shop.id, String(ppm), ppm, shop.admin],
    );
    rates.set(ppm, rows[0]!.id);
  }
  let sequence = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(lineArbitrary, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('inclusive', 'exclusive'),
      async (lines, tax_mode) => {
        const at = new Date().toISOString();
        const cart: Cart = {
          id: crypto.randomUUID(),
          started_at: at,
          customer_id: null,
          note: 'A note.',
          discount: null,
          lines: lines.map((line) => ({
            id: crypto.randomUUID(),
            item_id: shop.items[1],
            item_name: 'Item',
            unit_symbol: 'kg',
            quantity_decimals: 3,
            quantity_milli: line.quantity_milli,
            price_minor: line.price_minor,
            list_price_minor: line.price_minor,
            discount: line.discount === 0 ? null : { kind: 'percent', ppm: line.discount * 10_000 },
            tax_rate_id: rates.get(line.tax_rate_ppm)!,
            tax_rate_ppm: line.tax_rate_ppm,
            is_batch_tracked: 0,
            lot: null,
          })),
        };
        const due = cashDue(cartTotals(cart, tax_mode).total_minor, 5);
        const made = makeSale(cart, [{ method: 'cash', tendered_minor: due + 100 }], {
          location_id: shop.id,
          device_id: shop.deviceId,
          cashier_id: shop.cashier,
          approval: null,
          currency: 'USD',
          tax_mode,
          cash_rounding_minor: 5,
          business_date: at.slice(0, 10),
          at,
          newId: () => crypto.randomUUID(),
        });
        if (made.kind !== 'sale') throw new Error(`the till refused: ${JSON.stringify(made)}`);
        sequence += 1;
        const payload = salePayload.parse({
          ...made.payload,
          invoice_number: `S-${shop.code}-01-${String(sequence).padStart(6, '0')}`,
        });
        const [result] = await push(shop.cashier, [
          {
            v: 1,
            queue_id: crypto.randomUUID(),
            entity_type: 'sales_invoice',
            entity_id: payload.id,
            location_id: shop.id,
            device_id: shop.deviceId,
            client_created_at: at,
            client_updated_at: at,
            payload,
          },
        ]);
        expect(result).toMatchObject({ status: 'applied' });

        const { lines: sentLines, payments: sentPayments, ...header } = payload;
        expect(await stored('sales_invoices', 'id', payload.id, header)).toEqual([header]);
        expect(await stored('sales_invoice_lines', 'invoice_id', payload.id, sentLines[0]!)).toEqual(
          sentLines,
        );
        expect(await stored('sales_invoice_payments', 'invoice_id', payload.id, sentPayments[0]!)).toEqual(
          sentPayments,
        );
      },
    ),
    { numRuns: 120 },
  );
});

test('the till and the server compute the same amounts of goods received, and every payload field reaches its column', async () => {
  const shop = await newShop();
  const { rows } = await owner.query<{ id: string }>(
    `insert into public.suppliers (location_id, name, created_by) values ($1, 'S', $2) returning id`,
    [shop.id, shop.admin],
  );
  const line = fc.record({
    cost_minor: fc.integer({ min: 0, max: 2_000_000 }),
    quantity_milli: fc.oneof(fc.integer({ min: 1, max: 50_000 }), fc.constantFrom(1, 333, 500, 1_000_000)),
    isTracked: fc.boolean(),
  });
  let sequence = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async (lines) => {
      const at = new Date().toISOString();
      let draft: NoteDraft = {
        ...newNote(crypto.randomUUID(), at),
        supplier_id: rows[0]!.id,
        supplier_reference: 'DN 7',
        note: 'A note.',
      };
      for (const { cost_minor, quantity_milli, isTracked } of lines) {
        const item = {
          id: shop.items[isTracked ? 2 : 1],
          name: 'Item',
          unit_symbol: 'kg',
          quantity_decimals: 3,
          is_batch_tracked: isTracked ? (1 as const) : (0 as const),
          cost_minor,
        };
        const arrived = { lineId: crypto.randomUUID(), currencyDecimals: 2, quantityMilli: quantity_milli };
        draft = receive(draft, item, { ...arrived, batchNumber: 'B/ä 1', expiryDate: '2031-02-28' });
      }
      const made = makeGrn(draft, {
        location_id: shop.id,
        device_id: shop.deviceId,
        cashier_id: shop.cashier,
        approval: null,
        currency: 'USD',
        currency_decimals: 2,
        business_date: at.slice(0, 10),
        at,
      });
      if (made.kind !== 'grn') throw new Error(`the till refused: ${JSON.stringify(made)}`);
      sequence += 1;
      const payload = grnPayload.parse({
        ...made.payload,
        grn_number: `G-${shop.code}-01-${String(sequence).padStart(6, '0')}`,
      });
      const [result] = await push(shop.cashier, [
        {
          v: 1,
          queue_id: crypto.randomUUID(),
          entity_type: 'grn',
          entity_id: payload.id,
          location_id: shop.id,
          device_id: shop.deviceId,
          client_created_at: at,
          client_updated_at: at,
          payload,
        },
      ]);
      expect(result).toMatchObject({ status: 'applied' });
      const { lines: sent, ...header } = payload;
      expect(await stored('grns', 'id', payload.id, header)).toEqual([header]);
      expect(await stored('grn_lines', 'grn_id', payload.id, sent[0]!)).toEqual(sent);
    }),
    { numRuns: 60 },
  );
});

test('the till and the server compute the same sums of a drawer, and every payload field reaches its column', async () => {
  const shop = await newShop();
  const amount = fc.integer({ min: 1, max: 2_000_000 });
  const shift = fc.record({
    float_minor: fc.integer({ min: 0, max: 2_000_000 }),
    cash: fc.integer({ min: -2_000_000, max: 2_000_000 }),
    moves: fc.array(
      fc.record({ direction: fc.constantFrom('in' as const, 'out' as const), amount_minor: amount }),
      {
        maxLength: 4,
      },
    ),
    pieces: fc.dictionary(
      fc.constantFrom('1', '25', '500', '100000', 'sum'),
      fc.integer({ min: 0, max: 999 }).map(String),
    ),
  });
  let sequence = 0;
  await fc.assert(
    fc.asyncProperty(shift, async ({ float_minor, cash, moves, pieces }) => {
      const at = new Date().toISOString();
      const id = crypto.randomUUID();
      sequence += 1;
      const opened = newShift({ id, opened_at: at, opened_by: shop.cashier, float_minor, after: {} });
      const movements = moves.map((move) => ({
        id: crypto.randomUUID(),
        ...move,
        reason: 'Petty cash',
        moved_at: at,
        cashier_id: shop.cashier,
      }));
      const takings: Takings = {
        sources: [
          {
            entity_type: 'sales_invoice',
            after_sequence: sequence,
            last_sequence: sequence,
            document_count: 3,
            total_minor: 7,
            unposted_count: 1,
            unposted_minor: 5,
            unposted_numbers: 'S-1',
          },
        ],
        tenders: [
          { method: 'card', payment_count: 1, amount_minor: 99 },
          { method: 'cash', payment_count: 2, amount_minor: cash },
        ],
      };
      const counted = { ...opened, movements, counts: pieces, counted_at: at, note: 'It differs.' };
      const made = makeShift(counted, takings, {
        location_id: shop.id,
        device_id: shop.deviceId,
        cashier_id: shop.cashier,
        approval: null,
        currency: 'USD',
        currency_decimals: 2,
        business_date: at.slice(0, 10),
        at,
        newId: () => crypto.randomUUID(),
      });
      if (made.kind !== 'shift') throw new Error(`the till refused: ${JSON.stringify(made)}`);
      const payload = shiftPayload.parse({
        ...made.payload,
        shift_number: `Z-${shop.code}-01-${String(sequence).padStart(6, '0')}`,
      });
      expect(payload.expected_minor).toBe(drawerOf(counted, takings.tenders).expected_minor);
      const [result] = await push(shop.cashier, [
        {
          v: 1,
          queue_id: crypto.randomUUID(),
          entity_type: 'shift',
          entity_id: id,
          location_id: shop.id,
          device_id: shop.deviceId,
          client_created_at: at,
          client_updated_at: at,
          payload,
        },
      ]);
      expect(result).toMatchObject({ status: 'applied' });
      const { sources, tenders, movements: moved, counts, ...header } = payload;
      expect(await stored('shifts', 'id', id, header)).toEqual([header]);
      for (const [table, rows] of Object.entries({
        shift_sources: sources,
        shift_tenders: tenders,
        shift_movements: moved,
        shift_counts: counts,
      })) {
        if (rows[0]) expect(await stored(table, 'shift_id', id, rows[0])).toEqual(rows);
      }
    }),
    { numRuns: 60 },
  );
});

test('the till and the server compute the same value of stock, also through nothing and below it', async () => {
  const shop = await newShop();
  const line = fc
    .record({
      quantity_milli: fc.oneof(
        fc.constantFrom(-10_000, -1, 1, 3, 333, 10_000),
        fc.integer({ min: -9000, max: 9000 }),
      ),
      unit_cost_minor: fc.option(fc.constantFrom(0, 1, 7, 99, 100_000)),
    })
    .filter(({ quantity_milli }) => quantity_milli !== 0)
    .map((one) => (one.quantity_milli < 0 ? { ...one, unit_cost_minor: null } : one));
  let stock: StockValue = { quantity_milli: 0, value_minor: 0, last_cost_minor: 100 };
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 4 }), fc.boolean(), async (lines, empties) => {
      // Some documents leave exactly nothing.
      const sum = lines.reduce((all, { quantity_milli }) => all + quantity_milli, stock.quantity_milli);
      const rest = empties && sum !== 0 ? [{ quantity_milli: -sum, unit_cost_minor: null }] : [];
      const moves = [...lines, ...rest];
      const [result] = await push(shop.admin, [
        adjustmentOf(
          shop,
          moves.map((move) => ({ ...move, item: 1 })),
        ),
      ]);
      expect(result).toMatchObject({ status: 'applied' });
      stock = book(stock, moves);
      const { rows } = await owner.query<StockValue>(
        `select quantity_milli::float as quantity_milli, value_minor::float as value_minor,
           last_cost_minor::float as last_cost_minor from public.item_costs where id = $1`,
        [shop.items[1]],
      );
      expect(stock).toEqual(rows[0]);
    }),
    { numRuns: 150, endOnFailure: true },
  );
});

/** The columns of a sample, as the server stored them, in the form that the wire has. */
async function stored(table: string, key: string, id: string, sample: object): Promise<unknown[]> {
  const columns = Object.keys(sample)
    .map((name) => (name.endsWith('_at') ? `app.iso(t.${name}) as ${name}` : `t.${name}`))
    .join(', ');
  const order = 'line_no' in sample ? 'order by t.line_no' : '';
  const { rows } = await owner.query<{ row: unknown }>(
    `select to_jsonb(s) as row from (select ${columns} from public.${table} t where t.${key} = $1 ${order}) s`,
    [id],
  );
  return rows.map((row) => row.row);
}
