import { expect, test } from 'vitest';
import {
  adjustItem,
  changeAdjusted,
  chooseReason,
  isEmptyAdjustment,
  newAdjustment,
  readAdjusted,
  readAdjustment,
  removeAdjusted,
} from './adjustment-draft.ts';

const piece = {
  id: 'p',
  name: 'Soap',
  unit_symbol: 'pc',
  quantity_decimals: 0,
  is_batch_tracked: 0,
} as const;
const tracked = { ...piece, id: 't', name: 'Milk', is_batch_tracked: 1 } as const;
const weighed = { ...piece, id: 'w', name: 'Rice', quantity_decimals: 3 } as const;
const started = newAdjustment('a', '2026-07-01T10:00:00.000Z');
const touch = (n: number) => ({ lineId: `line-${n}`, lot: null });

test('a reason in one press says so in words, until somebody writes their own', () => {
  const damaged = chooseReason(started, 'damage', 'Damaged', '');
  expect(damaged).toMatchObject({ reason: 'damage', note: 'Damaged' });
  expect(chooseReason(damaged, 'found', 'Found', 'Damaged')).toMatchObject({
    reason: 'found',
    note: 'Found',
  });
  const own = { ...damaged, note: 'Two jars fell' };
  expect(chooseReason(own, 'theft', 'Stolen', 'Damaged')).toMatchObject({
    reason: 'theft',
    note: 'Two jars fell',
  });
});

test('pieces of one item join a line, in the direction that its reason has', () => {
  const broken = adjustItem(
    adjustItem(chooseReason(started, 'damage', 'Damaged', ''), piece, touch(1)),
    piece,
    touch(2),
  );
  expect(broken.lines).toMatchObject([{ id: 'line-1', direction: 'less', quantity: '2' }]);
  expect(readAdjusted(broken.lines[0]!)).toEqual({ quantity_milli: -2000, fault: null });
  const found = adjustItem(chooseReason(broken, 'found', 'Found', 'Damaged'), weighed, touch(3));
  expect(found.lines.map(({ direction, quantity }) => [direction, quantity])).toEqual([
    ['less', '2'],
    ['more', ''],
  ]);
});

test('[R3.2-15] what it lacks is said in its order: lines, a reason, a quantity, a batch', () => {
  expect(readAdjustment(started)).toMatchObject({ refusal: { kind: 'empty_note' } });
  const one = adjustItem(started, tracked, touch(1));
  expect(readAdjustment(one)).toMatchObject({ refusal: { kind: 'text_missing', field: 'reason' } });
  const why = chooseReason(one, 'expiry', 'Expired', '');
  expect(readAdjustment(changeAdjusted(why, 'line-1', { quantity: '0' }))).toMatchObject({
    refusal: { kind: 'line_incomplete', field: 'quantity' },
  });
  expect(readAdjustment(why)).toMatchObject({ refusal: { kind: 'line_incomplete', field: 'batch_number' } });
  const lot = { id: 'l', batch_number: 'B1', expiry_date: null };
  expect(readAdjustment(changeAdjusted(why, 'line-1', { lot, direction: 'more' }))).toMatchObject({
    kind: 'read',
    adjustment: { id: 'a', reason: 'expiry', note: 'Expired', lines: [{ quantity_milli: 1000, lot }] },
  });
  expect(isEmptyAdjustment(removeAdjusted(one, 'line-1'))).toBe(true);
  expect(isEmptyAdjustment(why)).toBe(false);
});
