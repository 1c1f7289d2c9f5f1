import { expect, test } from 'vitest';
import { gridAct } from './grid-keys.ts';

const place = { active: 5, total: 20, page: 8 };
const key = (name: string, more: { shiftKey?: boolean; ctrlKey?: boolean; metaKey?: boolean } = {}) => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  ...more,
});

test.each([
  ['ArrowDown', 6],
  ['ArrowUp', 4],
  ['PageDown', 13],
  ['PageUp', 0],
  ['Home', 0],
  ['End', 19],
])('%s goes to row %d', (name, to) => {
  expect(gridAct(key(name), place)).toEqual({ kind: 'move', to, isMarking: false });
});

test('no key leaves the table, and with Shift it marks what it passes', () => {
  expect(gridAct(key('ArrowDown', { shiftKey: true }), { ...place, active: 19 })).toEqual({
    kind: 'move',
    to: 19,
    isMarking: true,
  });
});

test('open, mark, mark all, unmark; all other keys are the browser’s', () => {
  const kinds = [
    key('Enter'),
    key(' '),
    key('a', { ctrlKey: true }),
    key('A', { metaKey: true }),
    key('Escape'),
  ].map((one) => gridAct(one, place)?.kind);
  expect(kinds).toEqual(['open', 'mark', 'mark_all', 'mark_all', 'unmark_all']);
  expect([key('a'), key('Tab'), key('End', { ctrlKey: true })].map((one) => gridAct(one, place))).toEqual([
    null,
    null,
    null,
  ]);
});
