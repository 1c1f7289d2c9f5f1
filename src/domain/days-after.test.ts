import { expect, test } from 'vitest';
import { daysAfter } from './days-after.ts';

test('days after a day, over the ends of months and years', () => {
  expect(daysAfter('2027-12-30', 7)).toBe('2028-01-06');
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
  expect(daysAfter('2027-03-28', 0)).toBe('2027-03-28');
});
