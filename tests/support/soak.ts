import { test } from 'vitest';

/** `npm run soak` runs the long forms; the tests of every change run the short ones. */
export const isSoak = process.env['FLUX_SOAK'] === '1';

/** A test that only the soak runs. Not a skipped one: those count as failed. */
export function testInSoak(name: string, body: () => Promise<void>): void {
  if (isSoak) test(name, body);
}
