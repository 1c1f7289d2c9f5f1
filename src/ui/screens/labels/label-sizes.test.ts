import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitBars, labelSize, labelSizes, pagesOf } from './label-sizes.ts';

const size = fc.constantFrom(...labelSizes);

test('every label is printed once, in order, on the page and beside no other, after those that are used', () => {
  fc.assert(
    fc.property(
      size,
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: -1, max: 80 }),
      (of, count, used) => {
        const labels = Array.from({ length: count }, (_, n) => n);
        const pages = pagesOf(labels, of, used);
        expect(pages.flat().map((one) => one.of)).toEqual(labels);
        const perPage = of.columns * of.rows;
        const skipped = Math.min(Math.max(0, used), perPage - 1);
        expect(pages.length).toBe(count === 0 ? 0 : Math.ceil((count + skipped) / perPage));
        for (const page of pages) {
          const places = page.map(({ left, top }) => `${left} ${top}`);
          expect(new Set(places).size).toBe(places.length);
          for (const { left, top } of page) {
            expect(left + of.label.width).toBeLessThanOrEqual(of.page.width + 1e-9);
            expect(top + of.label.height).toBeLessThanOrEqual(of.page.height + 1e-9);
          }
        }
      },
    ),
  );
});

test('labels do not touch, and the last page is no empty one', () => {
  for (const { columns, rows, stepX, stepY, label } of labelSizes) {
    if (columns > 1) expect(stepX).toBeGreaterThanOrEqual(label.width);
    if (rows > 1) expect(stepY).toBeGreaterThanOrEqual(label.height);
  }
  const sheet = labelSize('sheet65');
  expect(pagesOf(Array.from({ length: 65 }), sheet, 0)).toHaveLength(1);
  expect(pagesOf(Array.from({ length: 65 }), sheet, 1)).toHaveLength(2);
});

test('bars are in whole dots of a thermal printer, fit the label with their white, and are said where they are too narrow', () => {
  const ean13 = 95;
  for (const one of labelSizes) {
    const { module, isReadable } = fitBars(ean13, one);
    expect([one.id, isReadable]).toEqual([one.id, true]);
    expect(module * ean13).toBeLessThanOrEqual(one.label.width - 2 * one.padding + 1e-9);
    if (one.dot !== null) expect((module / one.dot) % 1).toBe(0);
  }
  expect(fitBars(ean13, labelSize('roll50')).module).toBe(0.375);
  expect(fitBars(299, labelSize('sheet65')).isReadable).toBe(false);
  expect(fitBars(299, labelSize('roll50')).isReadable).toBe(false);
});

test('a size of another build is the first one', () => expect(labelSize('round').id).toBe('roll50'));
