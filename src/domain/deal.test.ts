import { expect, test } from 'vitest';
import { addItem, cartTotals, newCart, type SellableItem } from './cart.ts';
import { dealOnLine, dealOnSale, parseDeal, withoutDeal } from './deal.ts';

const tea: SellableItem = {
  id: 'tea',
  name: 'Tea',
  unit_symbol: 'pcs',
  quantity_decimals: 0,
  tax_rate_id: 'tax',
  tax_rate_ppm: 0,
  price_minor: 400,
  is_batch_tracked: 0,
};
const cart = addItem(newCart('one', '2026-11-22T09:00:00.000Z'), tea, { lineId: 'a', quantityMilli: 2000 });
const total = (of: typeof cart) => cartTotals(of, 'inclusive').total_minor;

test.each([
  ['percent', '12.5', { kind: 'percent', ppm: 125_000 }],
  ['percent', '10 %', { kind: 'percent', ppm: 100_000 }],
  ['percent', '100', { kind: 'percent', ppm: 1_000_000 }],
  ['percent', '100.01', null],
  ['percent', '1.234', null],
  ['amount', '1.50', { kind: 'amount', minor: 150 }],
  ['amount', 'all', null],
  ['price', '0', { kind: 'price', minor: 0 }],
  ['price', '-1', null],
] as const)('%s %s', (kind, text, deal) => {
  expect(parseDeal(kind, text, 2)).toEqual(deal);
});

test('a discount follows the quantity, a price takes its place, and both can be taken back', () => {
  const tenth = dealOnLine(cart, 'a', { kind: 'percent', ppm: 100_000 });
  expect(total(tenth)).toBe(720);
  expect(total(addItem(tenth, { ...tea, id: 'other' }, { lineId: 'b' }))).toBe(1120);
  const priced = dealOnLine(tenth, 'a', { kind: 'price', minor: 350 });
  expect(total(priced)).toBe(700);
  expect(priced.lines[0]).toMatchObject({ price_minor: 350, list_price_minor: 400, discount: null });
  expect(withoutDeal(priced, 'a')).toEqual(cart);
});

test('the discount of a sale comes on top of those of its lines', () => {
  const both = dealOnSale(dealOnLine(cart, 'a', { kind: 'amount', minor: 100 }), {
    kind: 'percent',
    ppm: 500_000,
  });
  expect(total(both)).toBe(350);
});

test('a scan after a discount makes a line of its own: what was promised was promised for those before', () => {
  const tenth = dealOnLine(cart, 'a', { kind: 'percent', ppm: 100_000 });
  expect(addItem(tenth, tea, { lineId: 'b' }).lines).toHaveLength(2);
});
