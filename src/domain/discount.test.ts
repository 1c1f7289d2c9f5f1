import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discountOf, discountsOf, type Discount } from './discount.ts';
import { actsToApprove } from './selling-rights.ts';

const percent = (ppm: number): Discount => ({ kind: 'percent', ppm });
const off = (minor: number): Discount => ({ kind: 'amount', minor });
const line = (price_minor: number, quantity_milli = 1000, discount: Discount | null = null) => ({
  price_minor,
  quantity_milli,
  discount,
});

test('of an amount: a share of it, half away from zero, or what was said', () => {
  expect(discountOf(1005, percent(100_000))).toBe(101);
  expect(discountOf(1005, off(300))).toBe(300);
  expect(discountOf(1005, null)).toBe(0);
});

test('a discount of the sale is on what the lines leave, and follows their quantity', () => {
  expect(discountsOf([line(1000, 1000, percent(500_000)), line(500)], percent(100_000))).toEqual([550, 50]);
  expect(discountsOf([line(1000, 2000, percent(500_000)), line(500)], percent(100_000))).toEqual([1100, 50]);
});

test('what cannot be split evenly goes to those who lost most by rounding, of equals to the first', () => {
  expect(discountsOf([line(100), line(100), line(100)], off(100))).toEqual([34, 33, 33]);
  expect(discountsOf([line(199), line(100), line(1)], off(10))).toEqual([7, 3, 0]);
});

const discount = fc.option(
  fc.oneof(fc.integer({ min: 0, max: 1_000_000 }).map(percent), fc.integer({ min: 0, max: 500 }).map(off)),
);
const lines = fc.array(
  fc.record({
    price_minor: fc.integer({ min: 0, max: 100_000_000_000 }),
    quantity_milli: fc.integer({ min: 1, max: 10_000 }),
    discount: fc.option(fc.integer({ min: 0, max: 1_000_000 }).map(percent)),
  }),
  { minLength: 1, maxLength: 20 },
);

test('the shares add up to the discount of the sale, and none takes more than its line has left', () => {
  fc.assert(
    fc.property(lines, discount, (sold, ofSale) => {
      const gross = sold.map((one) => Math.round((one.price_minor * one.quantity_milli) / 1000));
      const own = discountsOf(sold, null);
      const all = discountsOf(sold, ofSale);
      const left = gross.reduce((sum, one, index) => sum + one - own[index]!, 0);
      const taken = all.reduce((sum, one, index) => sum + one - own[index]!, 0);
      expect(taken).toBe(Math.min(discountOf(left, ofSale), left));
      all.forEach((one, index) => {
        expect(one).toBeGreaterThanOrEqual(own[index]!);
        expect(one).toBeLessThanOrEqual(Math.max(gross[index]!, own[index]!));
      });
    }),
  );
});

test('a price that is not the list’s needs a yes, and more off a line than the limit', () => {
  const sold = { quantity_milli: 1000, price_minor: 1000, list_price_minor: 1000, discount_minor: 0 };
  expect(actsToApprove([sold], 100_000)).toEqual([]);
  expect(actsToApprove([{ ...sold, discount_minor: 101 }], 100_000)).toEqual([]);
  expect(actsToApprove([sold, { ...sold, discount_minor: 102 }], 100_000)).toEqual(['discount']);
  expect(actsToApprove([{ ...sold, price_minor: 990 }], 100_000)).toEqual(['price']);
  expect(actsToApprove([{ ...sold, price_minor: 1010, discount_minor: 500 }], 0)).toEqual([
    'price',
    'discount',
  ]);
});

test('a discount within the limit, shared among any lines, never needs a yes', () => {
  fc.assert(
    fc.property(lines, fc.integer({ min: 0, max: 1_000_000 }), (sold, limit) => {
      const plain = sold.map((one) => ({ ...one, discount: null }));
      const discounts = discountsOf(plain, percent(limit));
      const priced = plain.map((one, index) => ({
        ...one,
        list_price_minor: one.price_minor,
        discount_minor: discounts[index]!,
      }));
      expect(actsToApprove(priced, limit)).toEqual([]);
    }),
  );
});
