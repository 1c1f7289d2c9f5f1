import { expect, test } from 'vitest';
import { newPrices, priceChangeOf, roundingOf, roundingOptions, type PriceInput } from './price-form.ts';

const euro = { currency: 'EUR', currency_decimals: 2 };
const yen = { currency: 'JPY', currency_decimals: 0 };
const input = (change: Partial<PriceInput>): PriceInput => ({
  act: 'percent',
  isDown: false,
  text: '',
  rounding: 0,
  ...change,
});

test.each([
  [{ text: '12,5' }, { kind: 'scale', change_ppm: 125_000 }],
  [
    { text: '5 %', isDown: true },
    { kind: 'scale', change_ppm: -50_000 },
  ],
  [{ text: '1001' }, null],
  [{ text: '' }, null],
  [
    { act: 'amount', text: '0.25', isDown: true },
    { kind: 'add', amount_minor: -25 },
  ],
  [{ act: 'amount', text: '0.255' }, null],
  [
    { act: 'set', text: '2.99', isDown: true },
    { kind: 'set', price_minor: 299 },
  ],
] as const)('%o is %o', (change, expected) => {
  expect(priceChangeOf(input(change), euro)).toEqual(expected);
});

test('endings as people say them, in each currency', () => {
  const words = (currency: typeof euro) => roundingOptions(currency).map(({ label }) => label);
  expect(words(euro)).toEqual([
    'As it comes out',
    'To €0.05',
    'To €0.10',
    'To €0.50',
    'To €1.00',
    'Ending in .90',
    'Ending in .95',
    'Ending in .99',
  ]);
  expect(words(yen)).toEqual([
    'As it comes out',
    'To ¥5',
    'To ¥10',
    'To ¥50',
    'To ¥100',
    'Ending in 9',
    'Ending in 90',
    'Ending in 99',
  ]);
});

test('what becomes of each price; one price for all is not rounded', () => {
  const rows = [250, 100, 10].map((price_minor) => ({ id: String(price_minor), name: 'Tea', price_minor }));
  const down = input({ act: 'amount', text: '0.50', isDown: true, rounding: 7 });
  const change = priceChangeOf(down, euro);
  if (change === null) throw new Error('no change');
  expect(newPrices(rows, change, roundingOf(down, euro)).map(({ new_minor }) => new_minor)).toEqual([
    199,
    99,
    null,
  ]);
  expect(roundingOf(input({ act: 'set', rounding: 7 }), euro)).toEqual({ step_minor: 1, ending_minor: 0 });
});
