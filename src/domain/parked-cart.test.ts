import { expect, test } from 'vitest';
import { addItem, newCart } from './cart.ts';
import { isParked, park, unpark } from './parked-cart.ts';

const milk = {
  id: 'milk',
  name: 'Milk',
  unit_symbol: 'pcs',
  quantity_decimals: 0,
  tax_rate_id: 'tax',
  tax_rate_ppm: 0,
  price_minor: 100,
  is_batch_tracked: 0,
} as const;
const cart = addItem(newCart('c', '2026-03-02T09:00:00.000Z'), milk, { lineId: 'l' });
const nameOf = (typed: string) => park(cart, typed, 'casey', 'now', '10:15').parked.name;

test('a parked cart has the name it was given, else its first line and the time', () => {
  expect(nameOf(' The lady\nin red ')).toBe('The lady in red');
  expect(nameOf('  ')).toBe('Milk 10:15');
  expect(nameOf('ä'.repeat(99))).toHaveLength(60);
  expect(park(newCart('c', 'now'), '', 'casey', 'now', '10:15').parked.name).toBe('10:15');
});

test('it is the same cart before, while and after it waits', () => {
  const parked = park(cart, 'X', 'casey', 'now', '10:15');
  expect(parked).toEqual({ ...cart, parked: { name: 'X', by: 'casey', at: 'now' } });
  expect([isParked(cart), isParked(parked)]).toEqual([false, true]);
  expect(unpark(parked)).toEqual(cart);
});
