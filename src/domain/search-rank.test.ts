import { expect, test } from 'vitest';
import { rankOf } from './search-rank.ts';

test.each([
  ['milk', 0],
  ['milkshake', 0],
  ['milk, buttermilk', 0],
  ['oat milk', 1],
  ['buttermilk, milky', 1],
  ['buttermilk', 2],
  ['2milk', 2],
] as const)('%s: %i', (name, rank) => {
  expect(rankOf(name, 'milk')).toBe(rank);
});
