import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { salePayload } from '#schema/documents/sale.ts';
import {
  addItem,
  cartTotals,
  clearLines,
  newCart,
  removeLine,
  setLot,
  setNote,
  setQuantity,
  type Cart,
  type SellableItem,
} from './cart.ts';
import { cashDue, settlePayments, type PaymentInput } from './payment.ts';
import type { Refusal } from './refusal.ts';
import { makeSale, maxLines, type SaleContext } from './sale.ts';
import { makeAdjustment } from './stock-adjustment.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const piece: SellableItem = {
  id: uuid(1),
  name: 'Rice',
  unit_symbol: 'pc',
  quantity_decimals: 0,
  tax_rate_id: uuid(9),
  tax_rate_ppm: 150_000,
  price_minor: 250,
  is_batch_tracked: 0,
};
const weighed: SellableItem = { ...piece, id: uuid(2), name: 'Apples', quantity_decimals: 3 };
const tracked: SellableItem = { ...piece, id: uuid(3), name: 'Milk', is_batch_tracked: 1 };
const lot = { id: uuid(4), batch_number: 'B1', expiry_date: null };

let ids = 100;
const context: SaleContext = {
  location_id: uuid(10),
  device_id: uuid(11),
  cashier_id: uuid(12),
  approval: null,
  currency: 'USD',
  tax_mode: 'inclusive',
  cash_rounding_minor: 1,
  business_date: '2026-11-22',
  at: '2026-11-22T10:00:00.000Z',
  newId: () => uuid((ids += 1)),
};
const empty = newCart(uuid(20), context.at);
const cart = addItem(empty, piece, { lineId: uuid(21) });
const cash = (tendered_minor: number): PaymentInput => ({ method: 'cash', tendered_minor });
const card = (amount_minor: number, reference = ''): PaymentInput => ({
  method: 'card',
  amount_minor,
  reference,
});

function refusalOf(one: Cart, payments: readonly PaymentInput[] = [cash(1_000_000)]): Refusal | null {
  const made = makeSale(one, payments, context);
  return made.kind === 'refused' ? made.refusal : null;
}

describe('a cart', () => {
  test('joins pieces of one item and keeps each weighing apart', () => {
    const two = addItem(cart, piece, { lineId: uuid(22) });
    expect(two.lines).toMatchObject([{ quantity_milli: 2000 }]);
    const apples = addItem(addItem(two, weighed, { lineId: uuid(23), quantityMilli: 512 }), weighed, {
      lineId: uuid(24),
      quantityMilli: 300,
    });
    expect(apples.lines.map((line) => line.quantity_milli)).toEqual([2000, 512, 300]);
  });
  test('keeps the price of its line when the catalog changes, and gives the new one a line', () => {
    const dearer = addItem(cart, { ...piece, price_minor: 300 }, { lineId: uuid(22) });
    expect(dearer.lines.map((line) => line.price_minor)).toEqual([250, 300]);
  });
  test('is changed without changing the one before', () => {
    const changed = setNote(setLot(setQuantity(cart, uuid(21), 5000), uuid(21), lot), 'hi');
    expect(cart.lines[0]).toMatchObject({ quantity_milli: 1000, lot: null });
    expect(changed.lines[0]).toMatchObject({ quantity_milli: 5000, lot });
    expect(removeLine(changed, uuid(21)).lines).toEqual([]);
    expect(clearLines(changed)).toEqual(empty);
    expect(cartTotals(changed, 'inclusive').total_minor).toBe(1250);
  });
});

describe('a sale is refused', () => {
  const line = { line_id: uuid(21), item_id: piece.id, item_name: 'Rice' };
  test.each<[string, Cart, Refusal['kind']]>([
    ['without lines', empty, 'empty_cart'],
    ['with nothing of an item', setQuantity(cart, uuid(21), 0), 'quantity_invalid'],
    ['with less than nothing', setQuantity(cart, uuid(21), -1000), 'quantity_invalid'],
    ['with half a piece', setQuantity(cart, uuid(21), 500), 'quantity_invalid'],
    ['with an absurd quantity', setQuantity(cart, uuid(21), 2_000_000_000), 'quantity_invalid'],
    [
      'with a negative price',
      addItem(empty, { ...piece, price_minor: -1 }, { lineId: uuid(21) }),
      'price_invalid',
    ],
    [
      'beyond any amount',
      setQuantity(
        addItem(empty, { ...piece, price_minor: 90_000_000_000 }, { lineId: uuid(21) }),
        uuid(21),
        2000,
      ),
      'amount_too_large',
    ],
    ['with an endless note', setNote(cart, 'x'.repeat(501)), 'text_too_long'],
  ])('%s', (_, one, kind) => expect(refusalOf(one)?.kind).toBe(kind));

  test('[R13-7] without the batch of a batch-tracked item', () => {
    const milk = addItem(empty, tracked, { lineId: uuid(21) });
    expect(refusalOf(milk)).toEqual({ kind: 'lot_missing', ...line, item_id: tracked.id, item_name: 'Milk' });
    expect(refusalOf(setLot(milk, uuid(21), lot))).toBeNull();
  });
  test('with a discount above its amount', () => {
    const discounted = {
      ...cart,
      lines: cart.lines.map((one) => ({ ...one, discount: { kind: 'amount' as const, minor: 251 } })),
    };
    expect(refusalOf(discounted)).toEqual({ kind: 'discount_too_large', ...line });
  });
  test('with more lines than the server takes', () => {
    let many = empty;
    for (let n = 0; n <= maxLines; n += 1) {
      many = addItem(many, { ...piece, id: uuid(1000 + n) }, { lineId: uuid(5000 + n) });
    }
    expect(refusalOf(many)).toEqual({ kind: 'too_many_lines', max: 500 });
  });
  test.each<[string, PaymentInput[], Refusal]>([
    ['unpaid', [], { kind: 'payment_missing', due_minor: 250 }],
    ['with too little cash', [cash(200)], { kind: 'payment_short', due_minor: 250, paid_minor: 200 }],
    ['with too little on the card', [card(200)], { kind: 'payment_short', due_minor: 250, paid_minor: 200 }],
    ['with too much on the card', [card(251)], { kind: 'payment_excess', due_minor: 250, paid_minor: 251 }],
    ['with a payment of nothing by card', [card(0), cash(250)], { kind: 'payment_invalid' }],
    ['with half a cent', [cash(250.5)], { kind: 'payment_invalid' }],
    [
      'with an endless reference',
      [card(250, 'x'.repeat(81))],
      { kind: 'text_too_long', field: 'reference', max_length: 80 },
    ],
  ])('%s', (_, payments, refusal) => expect(refusalOf(cart, payments)).toEqual(refusal));
});

describe('payments', () => {
  test('cash gives change', () => {
    expect(settlePayments(250, [cash(1000)], 1)).toMatchObject({
      change_minor: 750,
      payments: [{ amount_minor: 250, rounding_minor: 0, tendered_minor: 1000, change_minor: 750 }],
    });
  });
  test('cash is rounded to the smallest coin, cards are not', () => {
    expect(cashDue(252, 5)).toBe(250);
    expect(cashDue(253, 5)).toBe(255);
    expect(settlePayments(253, [cash(300)], 5)).toMatchObject({
      payments: [{ amount_minor: 253, rounding_minor: 2, tendered_minor: 300, change_minor: 45 }],
    });
    expect(settlePayments(253, [card(253)], 5)).toMatchObject({
      payments: [{ rounding_minor: 0, amount_minor: 253 }],
    });
  });
  test('[R3.2-1] [R3.2-2] what they settle is what the server demands of every payment', () => {
    const total = fc.integer({ min: 0, max: 1_000_000 });
    const parts = fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 3 });
    fc.assert(
      fc.property(
        total,
        parts,
        fc.integer({ min: 0, max: 1_500_000 }),
        fc.constantFrom(1, 5, 10, 100),
        (due, cards, tendered, coin) => {
          const settled = settlePayments(due, [...cards.map((one) => card(one)), cash(tendered)], coin);
          if (settled.kind === 'refused') return;
          let sum = 0;
          for (const one of settled.payments) {
            expect(one.tendered_minor - one.change_minor).toBe(one.amount_minor + one.rounding_minor);
            expect(Math.min(one.amount_minor, one.tendered_minor, one.change_minor)).toBeGreaterThanOrEqual(
              0,
            );
            if (one.method === 'card') expect([one.change_minor, one.rounding_minor]).toEqual([0, 0]);
            sum += one.amount_minor;
          }
          expect(sum).toBe(due);
          expect(settled.payments.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

test('[R5.1-13] [R11.1-5] a sale is the payload that the server takes, with the id of its cart', () => {
  const made = makeSale(setNote(cart, ' for\u0000 Ann '), [card(100, ' 42 '), cash(200)], context);
  if (made.kind === 'refused') throw new Error(made.refusal.kind);
  const { payload, moves, change_minor } = made;
  expect(salePayload.parse({ ...payload, invoice_number: 'S-A-01-000001' })).toMatchObject({
    id: cart.id,
    note: 'for Ann',
    total_minor: 250,
    tax_minor: 33,
    payments: [
      { line_no: 1, reference: '42' },
      { line_no: 2, amount_minor: 150, change_minor: 50 },
    ],
  });
  expect(change_minor).toBe(50);
  expect(moves).toEqual([{ id: uuid(21), item_id: piece.id, lot_id: null, quantity_milli: -1000 }]);
});

describe('[R3.2-15] an adjustment', () => {
  const input = {
    id: uuid(30),
    reason: 'count',
    note: 'Counted twice',
    lines: [{ id: uuid(31), item: piece, lot: null, quantity_milli: -3000, unit_cost_minor: null }],
  } as const;
  test('is refused without a reason in words, a batch, a quantity, or with a cost on a decrease', () => {
    const kindOf = (change: object) => {
      const made = makeAdjustment({ ...input, ...change }, context);
      return made.kind === 'refused' ? made.refusal.kind : null;
    };
    const withLine = (change: object) => ({ lines: [{ ...input.lines[0], ...change }] });
    expect(kindOf({})).toBeNull();
    expect(kindOf({ note: ' \u0000 ' })).toBe('text_missing');
    expect(kindOf({ lines: [] })).toBe('empty_cart');
    expect(kindOf(withLine({ quantity_milli: 0 }))).toBe('quantity_invalid');
    expect(kindOf(withLine({ item: tracked }))).toBe('lot_missing');
    expect(kindOf(withLine({ unit_cost_minor: 100 }))).toBe('price_invalid');
    expect(kindOf(withLine({ unit_cost_minor: 100, quantity_milli: 1000 }))).toBeNull();
  });
});
