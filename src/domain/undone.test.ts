import { expect, test } from 'vitest';
import { addItem, clearLines, newCart, removeLine, setNote, setQuantity, type SellableItem } from './cart.ts';
import { undoneOf } from './undone.ts';

const milk: SellableItem = {
  id: 'milk',
  name: 'Milk',
  unit_symbol: 'pc',
  quantity_decimals: 0,
  tax_rate_id: 'tax',
  tax_rate_ppm: 0,
  price_minor: 100,
  is_batch_tracked: 0,
};
const none = newCart('sale', '2026-11-24T10:00:00.000Z');
const one = addItem(none, milk, { lineId: 'a' });
const two = addItem(one, { ...milk, id: 'rice' }, { lineId: 'b' });

test('what taking an act back did: a line is back or gone, a quantity is as it was, all is back', () => {
  expect(undoneOf(removeLine(two, 'a'), two)).toEqual({ kind: 'line_back', line: two.lines[0] });
  expect(undoneOf(two, one)).toEqual({ kind: 'line_gone', line: two.lines[1] });
  expect(undoneOf(setQuantity(two, 'b', 5000), two)).toEqual({ kind: 'quantity', line: two.lines[1] });
  expect(undoneOf(clearLines(two), two)).toEqual({ kind: 'lines_back', count: 2 });
  expect(undoneOf(setNote(two, 'gift'), two)).toEqual({ kind: 'other' });
});
