import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quickCash } from './quick-cash.ts';

const decimals: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, IDR: 0, KWD: 3, XAF: 0, TND: 3 };
const of = (currency: string) => ({ currency, currency_decimals: decimals[currency] ?? 2 });

test.each([
  ['USD', 1235, [1235, 1500, 2000, 5000]],
  ['USD', 240, [240, 300, 500, 1000]],
  ['USD', 2000, [2000, 5000, 10_000]],
  ['USD', 6210, [6210, 6500, 7000, 10_000]],
  ['EUR', 1120, [1120, 1500, 2000, 5000]],
  ['GBP', 4999, [4999, 5000]],
  ['PKR', 123_400, [123_400, 150_000, 200_000, 500_000]],
  ['INR', 9900, [9900, 10_000, 20_000, 50_000]],
  ['JPY', 1234, [1234, 2000, 5000, 10_000]],
  ['KWD', 3750, [3750, 5000, 10_000, 20_000]],
  // Not in the table: the usual series for so many decimals.
  ['CHF', 1235, [1235, 1500, 2000, 5000]],
  ['XAF', 1234, [1234, 1500, 2000, 5000]],
  ['TND', 3750, [3750, 5000, 10_000, 20_000]],
  ['USD', 0, [0]],
] as const)('for %s %d minor: %j', (currency, due, offered) =>
  expect(quickCash(due, of(currency))).toEqual(offered),
);

test('begins with what is due, goes up, repeats nothing, and is never more than four', () => {
  const currencies = fc.constantFrom('USD', 'EUR', 'GBP', 'PKR', 'INR', 'JPY', 'KWD', 'CHF', 'XAF', 'TND');
  fc.assert(
    fc.property(currencies, fc.integer({ min: 1, max: 100_000_000 }), (currency, due) => {
      const [first, ...more] = quickCash(due, of(currency));
      expect(first).toBe(due);
      expect(more.length).toBeLessThanOrEqual(3);
      expect(more).toEqual([...new Set(more)].filter((sum) => sum > due).toSorted((a, b) => a - b));
    }),
  );
});
