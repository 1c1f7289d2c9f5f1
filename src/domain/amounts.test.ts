import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalText, parseDecimal } from './decimal.ts';
import { formatMoney, parseMoney } from './money.ts';
import { formatQuantity, isSellableQuantity, parseQuantity } from './quantity.ts';
import { multiplyAndDivide } from './rounding.ts';
import { taxOn } from './tax.ts';
import { amountOf, totalsOf } from './totals.ts';

const amount = fc.integer({ min: 0, max: 100_000_000_000 });
const quantity = fc.integer({ min: 1, max: 1_000_000_000 });
const rate = fc.integer({ min: 0, max: 1_000_000 });

/** The definition, in rationals. */
function halfAway(a: number, b: number, divisor: number): number {
  const product = BigInt(a) * BigInt(b);
  const sign = product < 0n ? -1n : 1n;
  const doubled = 2n * product * sign;
  const d = BigInt(divisor);
  return Number(sign * ((doubled + d) / (2n * d)));
}

describe('rounding', () => {
  test('halves go away from zero', () => {
    expect([1, -1, 3, -3, 2, 0].map((n) => multiplyAndDivide(n, 1, 2))).toEqual([1, -1, 2, -2, 1, 0]);
  });
  test('is exact for every price and quantity that can be sold', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }), quantity, (a, b) => {
        fc.pre(Math.abs(a) * b < 9e18);
        expect(multiplyAndDivide(a, b, 1000)).toBe(halfAway(a, b, 1000));
      }),
    );
  });
  test.each([
    [333, 1500, 1000, 500],
    [1, 500, 1000, 1],
    [1, 499, 1000, 0],
    [100_000_000_000, 1_000_000_000, 1_000_000_000, 100_000_000_000],
  ])('%i × %i / %i = %i', (a, b, divisor, expected) =>
    expect(multiplyAndDivide(a, b, divisor)).toBe(expected),
  );
});

describe('tax', () => {
  test.each([
    [11500, 150_000, 'inclusive', 1500],
    [10000, 150_000, 'exclusive', 1500],
    [1, 150_000, 'inclusive', 0],
    [999, 0, 'inclusive', 0],
  ] as const)('%i at %i ppm %s: %i', (minor, ppm, mode, tax) => expect(taxOn(minor, ppm, mode)).toBe(tax));

  test('a total is what its lines add up to, in either mode', () => {
    const lines = fc.array(
      fc.record({
        quantity_milli: fc.integer({ min: 1, max: 100_000 }),
        price_minor: fc.integer({ min: 0, max: 1_000_000 }),
        discount_minor: fc.constant(0),
        tax_rate_ppm: rate,
      }),
      { maxLength: 50 },
    );
    fc.assert(
      fc.property(lines, fc.constantFrom('inclusive', 'exclusive'), (all, mode) => {
        const totals = totalsOf(all, mode);
        const each = all.map((line) => amountOf(line, mode));
        const sum = (pick: (one: (typeof each)[number]) => number) =>
          each.reduce((n, one) => n + pick(one), 0);
        expect(totals.tax_minor).toBe(sum((one) => one.tax_minor));
        expect(totals.subtotal_minor - totals.discount_minor).toBe(sum((one) => one.amount_minor));
        const onTop = mode === 'exclusive' ? totals.tax_minor : 0;
        expect(totals.total_minor).toBe(sum((one) => one.amount_minor) + onTop);
      }),
    );
  });
});

describe('what people type', () => {
  test.each([
    ['12.50', 2, 1250],
    ['12,50', 2, 1250],
    ['12,5', 2, 1250],
    ['12', 2, 1200],
    ['.5', 2, 50],
    ['1,234.50', 2, 123_450],
    ['1.234,50', 2, 123_450],
    ['1,234,567', 0, 1_234_567],
    ["1'234.50", 2, 123_450],
    ['12.500', 2, 1250],
    ['12.505', 2, null],
    ['1.234', 3, 1234],
    ['-1', 2, null],
    ['1e3', 2, null],
    ['', 2, null],
    ['.', 2, null],
    ['abc', 2, null],
    ['1.2.3', 2, null],
    ['99999999999999999999', 2, null],
    ['٣', 2, null],
  ])('%j with %i decimals is %s', (text, decimals, expected) =>
    expect(parseDecimal(text, decimals)).toBe(expected),
  );

  test('what is shown can be typed again', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(0, 2, 3), (n, decimals) => {
        expect(parseDecimal(decimalText(n, decimals), decimals)).toBe(n);
      }),
    );
  });
  test('money beyond the bound is no money', () => {
    expect(parseMoney('1000000000.00', 2)).toBe(100_000_000_000);
    expect(parseMoney('1000000000.01', 2)).toBeNull();
  });
  test('money is shown in its currency with all its decimals', () => {
    const dollars = { currency: 'USD', currency_decimals: 2 };
    expect(formatMoney(123_456, dollars, 'en-US')).toBe('$1,234.56');
    expect(formatMoney(-5, dollars, 'en-US')).toBe('-$0.05');
    expect(formatMoney(5, { currency: 'JPY', currency_decimals: 0 }, 'en-US')).toBe('¥5');
    expect(formatMoney(1250, { currency: 'KWD', currency_decimals: 3 }, 'en-US')).toContain('1.250');
  });
});

describe('quantities', () => {
  test.each([
    [0, 0, false],
    [-1000, 0, false],
    [1000, 0, true],
    [1500, 0, false],
    [1500, 1, true],
    [1, 3, true],
    [1_000_000_000, 0, true],
    [1_000_001_000, 0, false],
    [Number.NaN, 3, false],
    [0.5, 3, false],
  ])('%d thousandths of a unit with %i decimals can be sold: %s', (milli, decimals, expected) =>
    expect(isSellableQuantity(milli, decimals)).toBe(expected),
  );
  test('are typed and shown in units', () => {
    expect(parseQuantity('1.25', 3)).toBe(1250);
    expect(parseQuantity('2', 0)).toBe(2000);
    expect(parseQuantity('2.5', 0)).toBeNull();
    expect(parseQuantity('1000001', 0)).toBeNull();
    expect(formatQuantity(1250, 3, 'en-US')).toBe('1.250');
    expect(formatQuantity(3000, 0, 'en-US')).toBe('3');
    expect(formatQuantity(2500, 0, 'en-US')).toBe('2.500');
  });
});
