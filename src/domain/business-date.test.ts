import { expect, test } from 'vitest';
import { addDays } from './business-date.ts';

test('days after a day, over the ends of months and years', () => {
  expect(addDays('2027-12-30', 7)).toBe('2028-01-06');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2027-03-28', 0)).toBe('2027-03-28');
});
