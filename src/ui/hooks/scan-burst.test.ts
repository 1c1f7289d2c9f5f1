import { expect, test } from 'vitest';
import { hearKey, noBurst, type Burst } from './scan-burst.ts';

/** Types a text with these gaps before each key (the last is repeated), then Enter. */
function type(text: string, gaps: readonly number[]): string | null {
  let burst: Burst = noBurst;
  let at = 1000;
  for (const [index, key] of Array.from(text).entries()) {
    at += gaps[Math.min(index, gaps.length - 1)] ?? 0;
    burst = hearKey(burst, key, at).burst;
  }
  return hearKey(burst, 'Enter', at + (gaps.at(-1) ?? 0)).scanned;
}

test('a fast burst that ends with Enter is a scan', () => {
  expect(type('4006381333931', [8])).toBe('4006381333931');
  expect(type('96385074', [30])).toBe('96385074');
});

test('a busy page that delays a few keys does not cut a code', () => {
  expect(type('4006381333931', [10, 90, 12, 130, 9, 11, 400, 8])).toBe('4006381333931');
});

test('a person who types is no scanner, and neither are three quick keys', () => {
  expect(type('4006381333931', [95])).toBeNull();
  expect(type('milk', [120, 30, 140, 110])).toBeNull();
  expect(type('abc', [5])).toBeNull();
});

test('what was typed before a scan is not part of it', () => {
  let burst: Burst = noBurst;
  for (const [index, key] of Array.from('milk').entries())
    burst = hearKey(burst, key, 1000 + index * 160).burst;
  for (const [index, key] of Array.from('12345670').entries())
    burst = hearKey(burst, key, 3000 + index * 6).burst;
  expect(hearKey(burst, 'Enter', 3060).scanned).toBe('12345670');
});

test('Shift inside a burst belongs to it, any other key ends it', () => {
  const burst: Burst = { text: 'ABCD', lastAt: 1000, gaps: [5, 5, 5] };
  expect(hearKey(burst, 'Shift', 1004).burst.text).toBe('ABCD');
  expect(hearKey(burst, 'ArrowDown', 1008).burst.text).toBe('');
});
