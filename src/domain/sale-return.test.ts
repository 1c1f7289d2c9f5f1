import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  leftOf,
  makeReturn,
  refundOf,
  refundTotal,
  type ReturnableLine,
  type SaleReturn,
} from './sale-return.ts';
import { taxOn } from './tax.ts';

const line: ReturnableLine = {
  id: 'line-1',
  line_no: 1,
  item_id: 'rice',
  lot_id: null,
  item_name: 'Rice',
  unit_symbol: 'pc',
  quantity_decimals: 0,
  quantity_milli: 3000,
  price_minor: 350,
  list_price_minor: 350,
  discount_minor: 50,
  amount_minor: 1000,
  tax_rate_id: 'vat',
  tax_rate_ppm: 150_000,
  tax_minor: 130,
  returned_milli: 0,
  returned_minor: 0,
  returned_tax_minor: 0,
};
const context = {
  location_id: 'here',
  device_id: 'till',
  cashier_id: 'casey',
  cash_rounding_minor: 5,
  business_date: '2026-11-23',
  at: '2026-11-23T10:00:00.000Z',
  approval: null,
  newId: () => 'new',
};
const one: SaleReturn = {
  id: 'return-1',
  original: { id: 'sale-1', currency: 'EUR', tax_mode: 'inclusive', customer_id: null },
  lines: [{ line, quantity_milli: 1000, isRestocked: true }],
  refunds: [{ method: 'cash', amount_minor: 333, reference: '' }],
  note: '',
};

test('a third of what was paid, then another, then what is left', () => {
  const amounts = [0, 1000, 2000].map((returned_milli, n) =>
    refundOf({ ...line, returned_milli, returned_minor: [0, 333, 666][n] ?? 0 }, 1000),
  );
  expect(amounts).toEqual([333, 333, 334]);
});

test('the payload: positive quantities, the line that it corrects, cash rounded to the coin; what is scrapped moves nothing', () => {
  const made = makeReturn(
    {
      ...one,
      lines: [...one.lines, { line: { ...line, id: 'line-2' }, quantity_milli: 1000, isRestocked: false }],
      refunds: [{ method: 'cash', amount_minor: 666, reference: 'x' }],
    },
    context,
  );
  if (made.kind !== 'return') throw new Error(JSON.stringify(made));
  expect(made.payload).toMatchObject({
    kind: 'return',
    original_id: 'sale-1',
    subtotal_minor: 700,
    discount_minor: 34,
    total_minor: 666,
    lines: [
      {
        original_line_id: 'line-1',
        is_restocked: 1,
        quantity_milli: 1000,
        discount_minor: 17,
        amount_minor: 333,
        tax_minor: 43,
      },
      { original_line_id: 'line-2', is_restocked: 0, amount_minor: 333 },
    ],
    payments: [
      {
        method: 'cash',
        amount_minor: 666,
        rounding_minor: -1,
        tendered_minor: 665,
        change_minor: 0,
        reference: '',
      },
    ],
  });
  expect(made.cash_minor).toBe(665);
  expect(made.moves).toEqual([{ id: 'new', item_id: 'rice', lot_id: null, quantity_milli: 1000 }]);
});

const refusals: readonly [string, Partial<SaleReturn>, object][] = [
  ['nothing', { lines: [] }, { kind: 'empty_return' }],
  [
    'half a piece',
    { lines: [{ line, quantity_milli: 500, isRestocked: true }] },
    { kind: 'quantity_invalid' },
  ],
  [
    'more than was sold',
    { lines: [{ line, quantity_milli: 4000, isRestocked: true }] },
    { kind: 'returned_too_much', left_milli: 3000 },
  ],
  [
    'what came back already',
    {
      lines: [
        {
          line: { ...line, returned_milli: 3000, returned_minor: 1000 },
          quantity_milli: 1000,
          isRestocked: true,
        },
      ],
    },
    { kind: 'returned_too_much', left_milli: 0 },
  ],
  [
    'a line twice',
    {
      lines: [
        { line, quantity_milli: 2000, isRestocked: true },
        { line, quantity_milli: 2000, isRestocked: false },
      ],
    },
    { kind: 'returned_too_much', left_milli: 3000 },
  ],
  [
    'another sum',
    { refunds: [{ method: 'cash', amount_minor: 350, reference: '' }] },
    { kind: 'refund_differs', due_minor: 333, paid_minor: 350 },
  ],
  [
    'off what nobody owes',
    { refunds: [{ method: 'credit', amount_minor: 333, reference: '' }] },
    { kind: 'payment_invalid' },
  ],
  ['a note without end', { note: 'x'.repeat(501) }, { kind: 'text_too_long', field: 'note' }],
  [
    'a slip without end',
    { refunds: [{ method: 'card', amount_minor: 333, reference: 'x'.repeat(81) }] },
    { kind: 'text_too_long', field: 'reference' },
  ],
];
test.each(refusals)('refused: %s', (_name, change, refusal) => {
  expect(makeReturn({ ...one, ...change }, context)).toMatchObject({ kind: 'refused', refusal });
});

/** A sold line: what was paid is at most price times quantity. */
const soldLine = fc
  .record({
    quantity_milli: fc.integer({ min: 1, max: 50_000 }),
    price_minor: fc.integer({ min: 0, max: 100_000 }),
    off: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ quantity_milli, price_minor, off }) => {
    const gross = Math.round((price_minor * quantity_milli) / 1000);
    const discount_minor = Math.floor((gross * off) / 100);
    return {
      ...line,
      quantity_decimals: 3,
      quantity_milli,
      price_minor,
      discount_minor,
      amount_minor: gross - discount_minor,
    };
  });
const parts = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 12 });

/** As `app.check_return_lines` has it. */
const isItsShare = (sold: ReturnableLine, milli: number, minor: number) =>
  Math.abs(minor * sold.quantity_milli - sold.amount_minor * milli) < sold.quantity_milli;

test('in turn: every part is its share, and all parts of pieces are exactly what was paid', () => {
  fc.assert(
    fc.property(soldLine, parts, (sold, wanted) => {
      const isPieces = wanted.length % 2 === 0;
      const step = isPieces ? 1000 : 1;
      const whole = { ...sold, quantity_milli: sold.quantity_milli * step };
      const all: ReturnableLine = isPieces
        ? { ...whole, amount_minor: sold.price_minor * sold.quantity_milli - sold.discount_minor }
        : whole;
      let now = all;
      let count = 0;
      for (const most of [...wanted, all.quantity_milli]) {
        const milli = Math.min(most * step, leftOf(now));
        if (milli === 0) break;
        const minor = refundOf(now, milli);
        expect(isItsShare(all, milli, minor)).toBe(true);
        now = {
          ...now,
          returned_milli: now.returned_milli + milli,
          returned_minor: now.returned_minor + minor,
        };
        count += 1;
      }
      const kept = all.amount_minor - now.returned_minor;
      expect(kept).toBeGreaterThanOrEqual(0);
      // What is weighed is rounded by its weight as well: a minor unit for each part.
      expect(kept).toBeLessThanOrEqual(isPieces ? 0 : count);
    }),
    { numRuns: 2000 },
  );
});

test('on tills that do not know of each other: every part is its share, and together they are at most what was paid', () => {
  fc.assert(
    fc.property(soldLine, parts, (sold, wanted) => {
      let left = sold.quantity_milli;
      let paid = 0;
      for (const most of wanted) {
        const milli = Math.min(most, left);
        if (milli === 0) break;
        const minor = refundOf(sold, milli);
        expect(isItsShare(sold, milli, minor)).toBe(true);
        left -= milli;
        paid += minor;
      }
      expect(paid).toBeLessThanOrEqual(sold.amount_minor);
    }),
    { numRuns: 2000 },
  );
});

test.each(['known', 'unknown'])(
  'with tax on top: what comes back piece by piece, of tills to which the others are %s, is at most what was paid',
  (others) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (pieces, price_minor, tax_rate_ppm) => {
          const quantity_milli = pieces * 1000;
          const amount_minor = pieces * price_minor;
          const tax_minor = taxOn(amount_minor, tax_rate_ppm, 'exclusive');
          let sold: ReturnableLine = {
            ...line,
            quantity_milli,
            price_minor,
            amount_minor,
            tax_rate_ppm,
            tax_minor,
            discount_minor: 0,
          };
          let paid = 0;
          for (let n = 0; n < pieces; n += 1) {
            const lines = [{ line: sold, quantity_milli: 1000, isRestocked: true }];
            const original = { ...one.original, tax_mode: 'exclusive' } as const;
            const refunds = [
              { method: 'card', amount_minor: refundTotal(lines, original), reference: '' },
            ] as const;
            const made = makeReturn({ ...one, original, lines, refunds }, context);
            if (made.kind !== 'return') throw new Error(JSON.stringify(made));
            const [back] = made.payload.lines;
            paid += made.payload.total_minor;
            if (others === 'known' && back)
              sold = {
                ...sold,
                returned_milli: sold.returned_milli + 1000,
                returned_minor: sold.returned_minor + back.amount_minor,
                returned_tax_minor: sold.returned_tax_minor + back.tax_minor,
              };
          }
          expect(paid).toBeLessThanOrEqual(amount_minor + tax_minor);
          if (others === 'known') expect(paid).toBe(amount_minor + tax_minor);
        },
      ),
      { numRuns: 1000 },
    );
  },
);
