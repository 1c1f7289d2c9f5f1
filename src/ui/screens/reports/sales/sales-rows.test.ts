import { expect, test } from 'vitest';
import { marginPercent, nothingSold, shownRows } from './sales-rows.ts';

const sold = (key: string, gross_minor: number, label: string | null = null) => ({
  ...nothingSold(key),
  gross_minor,
  label,
});
const period = { from: '2026-02-27', to: '2026-03-01' };
const keys = (rows: ReturnType<typeof shownRows>) => rows.map(({ key }) => key);

test('days and hours at which nothing was sold are in it, in their order; a week begins on Monday', () => {
  expect(keys(shownRows([sold('2026-03-01', 5)], 'day', period))).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ]);
  expect(keys(shownRows([sold('11', 1), sold('08', 2)], 'hour', period))).toEqual(['08', '09', '10', '11']);
  expect(keys(shownRows([], 'hour', period))).toEqual([]);
  const week = shownRows([], 'weekday', period);
  expect(week.map(({ name }) => name)[0]).toBe(
    new Intl.DateTimeFormat(undefined, { weekday: 'long' }).format(new Date(2026, 10, 23)),
  );
  expect(keys(week).at(-1)).toBe('0');
});

test('what sold most comes first; what has no name any more says so', () => {
  const rows = shownRows([sold('a', 1, 'Rice'), sold('', 9), sold('b', 5, 'Milk')], 'category', period);
  expect(rows.map(({ name }) => name)).toEqual(['No category', 'Milk', 'Rice']);
});

test('a margin is of what came in without tax, and none is made up', () => {
  expect(marginPercent({ ...nothingSold(''), net_minor: 200, cost_minor: 150 })).toBe(25);
  expect(marginPercent({ ...nothingSold(''), net_minor: 200, cost_minor: null })).toBeNull();
  expect(marginPercent(nothingSold(''))).toBeNull();
});
