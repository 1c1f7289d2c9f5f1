import { expect, test } from 'vitest';
import { TokenClock } from './token-clock.ts';

const NOW = 1_800_000_000_000;

test('[A2] a long-lived token is spoken of about every 20 s', () => {
  const clock = new TokenClock(NOW / 1000 + 3_600, NOW);
  const wait = clock.msUntilDue(NOW);
  expect(wait).toBeGreaterThanOrEqual(18_000);
  expect(wait).toBeLessThanOrEqual(22_000);
  expect(clock.tick(NOW + wait)).toBe(Math.ceil(3_600 - wait / 1000));
});

test('[A2] 20 s before expiry, then at expiry', () => {
  const clock = new TokenClock(NOW / 1000 + 30, NOW);
  expect(clock.msUntilDue(NOW)).toBe(10_000);
  expect(clock.tick(NOW + 10_000)).toBe(20);
  let now = NOW + 10_000;
  while (!clock.isExpired(now)) {
    now += clock.msUntilDue(now);
    if (!clock.isExpired(now)) clock.tick(now);
  }
  expect(now).toBe(NOW + 30_000);
  expect(clock.tick(now)).toBe(0);
});

test('[A2] a token that has expired within the tolerance is due at once, with 0', () => {
  const clock = new TokenClock(NOW / 1000 - 10, NOW);
  expect(clock.msUntilDue(NOW)).toBe(0);
  expect(clock.tick(NOW)).toBe(0);
});
