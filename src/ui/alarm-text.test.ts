import { expect, test } from 'vitest';
import { alarmText, clockText } from './alarm-text.ts';
import { durationText } from './duration-text.ts';

test.each([
  [0, '0 seconds'],
  [119_000, '119 seconds'],
  [120_000, '2 minutes'],
  [3_600_000, '60 minutes'],
  [9.9 * 3_600_000, '9 hours'],
  [49 * 3_600_000, '2 days'],
])('%d ms is %s', (ms, text) => expect(durationText(ms)).toBe(text));

test('a clock is behind or ahead of the server’s', () => {
  expect(clockText(0)).toBe('as the server’s');
  expect(clockText(600_000)).toBe('10 minutes behind the server’s');
  expect(clockText(-600_000)).toBe('10 minutes ahead of the server’s');
});

test.each([
  ['offline', 0, 'Bring the device back to the network'],
  ['unreachable', 0, 'Check the internet connection'],
  ['signed_out', 0, 'Sign in'],
  ['online', 1, 'a manager has to look at it'],
  ['online', 0, 'Open Sync'],
] as const)('%s, %d refused: the alarm says what to do', (connection, failed, advice) => {
  const text = alarmText({ kind: 'unsynced_old', sinceMs: 0 }, { nowMs: 9 * 3_600_000, connection, failed });
  expect(text.title).toContain('9 hours');
  expect(text.advice).toContain('safe on this device');
  expect(text.advice).toContain(advice);
});
