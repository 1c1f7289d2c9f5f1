import { expect, test } from 'vitest';
import { isWedged } from './watchdog.ts';

const stuck = {
  nowMs: 200_000,
  isNetworkUp: true,
  isSignedIn: true,
  dueSinceMs: 100_000,
  lastProgressMs: 0,
  calmSinceMs: 0,
};

test('something due for more than a minute without progress is wedged', () => {
  expect(isWedged(stuck)).toBe(true);
});

test.each([
  [{ dueSinceMs: null }],
  [{ dueSinceMs: 150_000 }],
  [{ dueSinceMs: 300_000 }],
  [{ lastProgressMs: 150_000 }],
  [{ calmSinceMs: 150_000 }],
  [{ isNetworkUp: false }],
  [{ isSignedIn: false }],
])('%j is not', (change) => expect(isWedged({ ...stuck, ...change })).toBe(false));
