import { expect, test } from 'vitest';
import { dayCount, monthsOf, presetPeriod, previousPeriod } from './period.ts';

const period = (from: string, to = from) => ({ from, to });

test('the presets, by a day of the shop', () => {
  const on = (preset: Parameters<typeof presetPeriod>[0]) => presetPeriod(preset, '2028-03-01');
  expect(on('today')).toEqual(period('2028-03-01'));
  expect(on('yesterday')).toEqual(period('2028-02-29'));
  expect(on('week')).toEqual(period('2028-02-24', '2028-03-01'));
  expect(on('month')).toEqual(period('2028-03-01'));
  expect(on('last_month')).toEqual(period('2028-02-01', '2028-02-29'));
});

test('a period is compared with as many days before it, a month with the month before', () => {
  expect(previousPeriod(period('2026-11-18', '2026-11-24'))).toEqual(period('2026-11-11', '2026-11-17'));
  expect(previousPeriod(period('2026-11-23'))).toEqual(period('2026-11-22'));
  expect(previousPeriod(period('2026-11-01', '2026-11-23'))).toEqual(period('2026-10-01', '2026-10-23'));
  expect(previousPeriod(period('2026-03-01', '2026-03-30'))).toEqual(period('2026-02-01', '2026-02-28'));
  expect(previousPeriod(period('2026-02-01', '2026-02-28'))).toEqual(period('2026-01-01', '2026-01-31'));
});

test('the months that a period touches', () => {
  expect(monthsOf(period('2026-11-30', '2027-02-01'))).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  expect(monthsOf(period('2026-01-31'))).toEqual(['2026-01']);
  expect(dayCount(period('2026-02-27', '2026-03-02'))).toBe(4);
});
