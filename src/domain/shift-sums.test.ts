import { expect, test } from 'vitest';
import { byCloser } from './shift-sums.ts';

test('one drawer that is over does not make up for another that is short', () => {
  const shift = (cashier_id: string, variance_minor: number) => ({
    cashier_id,
    closer_name: cashier_id,
    variance_minor,
  });
  expect(byCloser([shift('ann', 0), shift('bob', -30), shift('ann', 20), shift('bob', 30)])).toEqual([
    { cashier_id: 'bob', name: 'bob', shift_count: 2, differing_count: 2, short_minor: 30, over_minor: 30 },
    { cashier_id: 'ann', name: 'ann', shift_count: 2, differing_count: 1, short_minor: 0, over_minor: 20 },
  ]);
});
