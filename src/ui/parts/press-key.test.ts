import { expect, test } from 'vitest';
import { pressKey } from './press-key.ts';

const press = (keys: readonly string[], decimals: number) =>
  keys.reduce((value, key) => pressKey(value, key, decimals), '');

test('digits, one point, no more decimals than the unit has', () => {
  expect(press(['1', '2', '.', '5', '0', '5'], 2)).toBe('12.50');
  expect(press(['.', '7'], 3)).toBe('0.7');
  expect(press(['1', '.', '.', '2'], 3)).toBe('1.2');
  expect(press(['4', '.', '2'], 0)).toBe('42');
});

test('a leading zero gives way, the last digit can be taken back', () => {
  expect(press(['0', '7'], 0)).toBe('7');
  expect(press(['7', '00', 'back'], 0)).toBe('70');
  expect(press(['back'], 2)).toBe('');
});
