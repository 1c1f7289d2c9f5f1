import { expect, test } from 'vitest';
import { ageingOf, ageOf, openEntries, statementOf } from './account.ts';

const on = (business_date: string, amount_minor: number) => ({ business_date, amount_minor });
const entries = [on('2026-01-05', 500), on('2026-10-01', 300), on('2026-10-20', -200), on('2026-11-20', 100)];
const today = '2026-11-23';

test.each([
  ['2026-11-23', '0-30'],
  ['2026-10-24', '0-30'],
  ['2026-10-23', '31-60'],
  ['2026-09-24', '31-60'],
  ['2026-09-23', '61-90'],
  ['2026-08-25', '61-90'],
  ['2026-08-24', '90+'],
  // Of a clock that is ahead.
  ['2026-11-24', '0-30'],
])('what was sold on %s is %s days old', (date, age) => {
  expect(ageOf(date, today)).toBe(age);
});

test('payments settle the oldest first, and what no sale here explains has no age', () => {
  const nothing = { '0-30': 0, '31-60': 0, '61-90': 0, '90+': 0 };
  expect(ageingOf(entries, 700, today)).toEqual({
    open: { ...nothing, '0-30': 100, '31-60': 300, '90+': 300 },
    elsewhere_minor: 0,
    ahead_minor: 0,
  });
  expect(ageingOf(entries.slice(1), 700, today)).toMatchObject({ elsewhere_minor: 300 });
  expect(ageingOf(entries, -50, today)).toEqual({ open: nothing, elsewhere_minor: 0, ahead_minor: -50 });
  expect(openEntries(entries, 150).map(({ open_minor }) => open_minor)).toEqual([50, 100]);
});

test('a statement: before, each change with what was owed after it, and at the end', () => {
  const { opening_minor, lines, closing_minor, charged_minor, settled_minor } = statementOf(
    entries.slice(1),
    900,
    { from: '2026-10-01', to: '2026-10-31' },
  );
  expect(opening_minor).toBe(700);
  expect(lines.map(({ balance_minor }) => balance_minor)).toEqual([1000, 800]);
  expect([closing_minor, charged_minor, settled_minor]).toEqual([800, 300, 200]);
});
