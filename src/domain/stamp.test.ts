import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stamp } from '#schema/documents/master-edit.ts';
import { latestStamp, nextStamp } from './stamp.ts';

const device = '0c3a1f60-0000-4000-8000-000000000001';
const [first, last] = [Date.parse('2020-01-01'), Date.parse('2090-01-01')];
const anyTime = fc.integer({ min: first, max: last });

test('[R9.1-1] [T057] each stamp is later than the last, however the clock is set', () => {
  fc.assert(
    fc.property(fc.array(anyTime, { minLength: 1, maxLength: 30 }), (times) => {
      let seen: string | null = null;
      for (const ms of times) {
        const next = nextStamp(ms, device, seen);
        expect(stamp.safeParse(next).success).toBe(true);
        if (seen !== null) expect(next > seen).toBe(true);
        seen = next;
      }
    }),
  );
});

test('[T057] it is later than a stamp of another device, also where that runs ahead', () => {
  const other = `2031-01-01T00:00:00.000Z-ffff-ffffffff-ffff-4fff-bfff-ffffffffffff`;
  const next = nextStamp(first, device, other);
  expect(next > other).toBe(true);
  expect(next).toBe(`2031-01-01T00:00:00.001Z-0000-${device}`);
});

test('a clock that has moved on counts from zero', () => {
  const seen = nextStamp(first, device, null);
  expect(nextStamp(first, device, seen)).toBe(`2020-01-01T00:00:00.000Z-0001-${device}`);
  expect(nextStamp(first + 1.7, device, seen)).toBe(`2020-01-01T00:00:00.001Z-0000-${device}`);
});

test('the latest of a row', () => {
  const [a, b] = [nextStamp(first, device, null), nextStamp(last, device, null)];
  expect(latestStamp(JSON.stringify({ name: b, price: a }))).toBe(b);
  expect(latestStamp('{}')).toBeNull();
  expect(latestStamp(null)).toBeNull();
});
