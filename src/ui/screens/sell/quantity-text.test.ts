import { expect, test } from 'vitest';
import { quantityFault, readQuantity } from './quantity-text.ts';

const cup = { name: 'Cup', unit_symbol: 'pc', quantity_decimals: 0 };
const cheese = { name: 'Cheese', unit_symbol: 'kg', quantity_decimals: 3 };

test('a quantity before a scan: whole pieces, or as fine as the scale', () => {
  expect(readQuantity('3', cup)).toBe(3000);
  expect(readQuantity('1.5', cup)).toBeNull();
  expect(readQuantity('0', cup)).toBeNull();
  expect(readQuantity('0.355', cheese)).toBe(355);
  expect(readQuantity('0,355', cheese)).toBe(355);
  expect(readQuantity('0.3555', cheese)).toBeNull();
});

test('what cannot be sold is named with the reason, and that nothing was added', () => {
  expect(quantityFault('1.5', cup)).toEqual({
    title: '1.5 pc of Cup cannot be sold',
    text: 'Nothing was added. It is sold by the piece: type a whole number before the *.',
  });
  expect(quantityFault('0.3555', cheese).text).toContain('at most 3 decimals');
  expect(quantityFault('0', cup).text).toContain('another quantity');
});
