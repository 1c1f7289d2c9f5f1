import { expect, test } from 'vitest';
import { agoText, untilText } from './ago.ts';

const now = Date.parse('2031-05-31T12:00:00Z');
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();

test('what has happened is never in the future, what will happen never past', () => {
  expect([1, 0, -1, -120, -7200, -200_000].map((seconds) => agoText(at(seconds), now))).toEqual([
    'now',
    'now',
    '1 second ago',
    '2 minutes ago',
    '2 hours ago',
    '2 days ago',
  ]);
  expect([-5, 0, 30, 120].map((seconds) => untilText(at(seconds), now))).toEqual([
    'now',
    'now',
    'in 30 seconds',
    'in 2 minutes',
  ]);
});
