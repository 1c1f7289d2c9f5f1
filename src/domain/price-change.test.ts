import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxAmountMinor } from './money.ts';
import { changedPrice, priceRoundings, type PriceChange } from './price-change.ts';

const asIs = { step_minor: 1, ending_minor: 0 };
const to99 = { step_minor: 100, ending_minor: 99 };
const toFive = { step_minor: 5, ending_minor: 0 };
const percent = (change_ppm: number): PriceChange => ({ kind: 'scale', change_ppm });

test.each([
  [250, { kind: 'set', price_minor: 199 }, asIs, 199],
  [250, { kind: 'add', amount_minor: 25 }, asIs, 275],
  [250, { kind: 'add', amount_minor: -250 }, asIs, 0],
  [250, { kind: 'add', amount_minor: -251 }, asIs, null],
  [250, percent(125_000), asIs, 281],
  [250, percent(-50_000), asIs, 238], // 237.5
  [250, percent(-1_000_000), asIs, 0],
  [281, percent(0), toFive, 280],
  [283, percent(0), toFive, 285],
  [249, percent(0), to99, 199 + 100],
  [248, percent(0), to99, 199],
  [10, percent(0), to99, 99], // The smallest that ends so.
  [0, percent(100_000), to99, 0],
  [maxAmountMinor, percent(1), asIs, null],
  [maxAmountMinor, percent(0), to99, maxAmountMinor - 1],
  [2, percent(0), toFive, 5],
] as const)('%d changed by %o, rounded to %o, is %s', (price, change, rounding, expected) => {
  expect(changedPrice(price, change, rounding)).toBe(expected);
});

const price = fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: maxAmountMinor }));
const rounding = fc.constantFrom(...[0, 2, 3].flatMap(priceRoundings));
const change: fc.Arbitrary<PriceChange> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), price_minor: price }),
  fc.record({ kind: fc.constant('add' as const), amount_minor: fc.integer({ min: -5000, max: 5000 }) }),
  fc.record({
    kind: fc.constant('scale' as const),
    change_ppm: fc.integer({ min: -1_000_000, max: 10_000_000 }),
  }),
);

/** In millionths of a minor unit, exactly. */
function exact(from: number, by: PriceChange): bigint {
  const million = 1_000_000n;
  switch (by.kind) {
    case 'set':
      return BigInt(by.price_minor) * million;
    case 'add':
      return BigInt(from + by.amount_minor) * million;
    case 'scale':
      return BigInt(from) * (million + BigInt(by.change_ppm));
  }
}

test('a new price is a price, ends as asked, and is as near to the exact one as the ending allows', () => {
  fc.assert(
    fc.property(price, change, rounding, (from, by, to) => {
      const result = changedPrice(from, by, to);
      const wanted = exact(from, by);
      if (result === null) {
        const isPossible =
          wanted >= 0n && wanted + BigInt(to.step_minor) * 1_000_000n <= BigInt(maxAmountMinor) * 1_000_000n;
        expect(isPossible).toBe(false);
        return;
      }
      expect(Number.isSafeInteger(result) && result >= 0 && result <= maxAmountMinor).toBe(true);
      if (result === 0) return;
      expect((result - to.ending_minor) % to.step_minor).toBe(0);
      const off = BigInt(result) * 1_000_000n - wanted;
      const isLeast = result === (to.ending_minor || to.step_minor);
      // Half a step, and half a unit by which the percentage was rounded before.
      if (!isLeast) expect((off < 0n ? -off : off) * 2n <= BigInt(to.step_minor + 1) * 1_000_000n).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a dearer item never becomes the cheaper one, and rounding twice is rounding once', () => {
  fc.assert(
    fc.property(price, price, change, rounding, (one, other, by, to) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)].map((from) =>
        changedPrice(from, by, to),
      );
      if (less !== null && less !== undefined && more !== null && more !== undefined)
        expect(less).toBeLessThanOrEqual(more);
      if (less !== null && less !== undefined) {
        expect(changedPrice(less, { kind: 'set', price_minor: less }, to)).toBe(less);
      }
    }),
    { numRuns: 1000 },
  );
});
