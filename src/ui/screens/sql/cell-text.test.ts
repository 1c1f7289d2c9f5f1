import { expect, test } from 'vitest';
import { cellText, chartColumns, hasAmounts } from './cell-text.ts';

const euro = { currency: 'EUR', currency_decimals: 2 };

test('columns named by their unit are shown in it, or as they are stored', () => {
  expect(cellText(123_456, 'total_minor', 'shown', euro)).toMatch(/1,234\.56/);
  expect(cellText(1250, 'quantity_milli', 'shown', euro)).toBe('1.250');
  expect(cellText(2000, 'quantity_milli', 'shown', euro)).toBe('2');
  expect(cellText(123_456, 'total_minor', 'raw', euro)).toBe('123456');
  expect(cellText(12.5, 'average_minor', 'shown', euro)).toBe('12.5');
  expect(cellText(null, 'x', 'shown', euro)).toBe('null');
  expect(hasAmounts(['a', 'b_milli'])).toBe(true);
  expect(hasAmounts(['minor'])).toBe(false);
});

test('a chart is of the first text and any number; where there is no text, of the first number', () => {
  expect(
    chartColumns(
      ['n', 'day', 'm'],
      [
        [1, null, 2],
        [1, 'b', 3],
      ],
    ),
  ).toEqual({ label: 1, numbers: [0, 2] });
  expect(
    chartColumns(
      ['hour', 'm'],
      [
        [1, 2],
        [2, 3],
      ],
    ),
  ).toEqual({ label: 0, numbers: [1] });
  expect(
    chartColumns(
      ['a', 'b'],
      [
        ['x', 'y'],
        ['x', 'y'],
      ],
    ),
  ).toBeNull();
  expect(chartColumns(['a', 'b'], [['x', 1]])).toBeNull();
});
