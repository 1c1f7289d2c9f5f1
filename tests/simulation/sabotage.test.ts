/**
 * The suite would notice: with one guard out, it goes red within a few seeds.
 * The lock on the journal's head is not here, since PGlite has one connection
 * and nobody to wait for: see `head-lock.test.ts`.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeFirst, lateCounter, noIdempotency, noMembership, noStampCap, none } from './sabotage.ts';
import { startBackend, type Backend } from './server.ts';
import { simulate } from './simulation.ts';

let backend: Backend;

beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.postgres.close());

/** Any would do; these come to the point within a few runs. */
const seeds = { idempotency: 1, membership: 1, numbering: 1, marking: 1, stamps: 3, nothing: 5 };

async function complaintOf(sabotage: typeof none, seed: number, numRuns = 100): Promise<string> {
  const failure = await simulate(backend, { seed, numRuns, sabotage }).then(
    () => null,
    (error: unknown) => error,
  );
  return failure instanceof Error ? String(failure.cause) : 'none';
}

test('[T128] red without idempotency: what is posted is refused when it comes again', async () => {
  expect(await complaintOf(noIdempotency, seeds.idempotency)).toMatch(
    /I1 nothing posted is refused as well|I1 .* posted: true/,
  );
});

test('[T128] red without the membership check: strangers post', async () => {
  expect(await complaintOf(noMembership, seeds.membership)).toContain('I6 only members post');
});

test('[T128] red with the counter in a transaction of its own: two documents print one number', async () => {
  expect(await complaintOf(lateCounter, seeds.numbering)).toMatch(/I13|I2, I16/);
});

test('[T128] red when the queue is completed before the records are marked: a record stays without an entry', async () => {
  expect(await complaintOf(completeFirst, seeds.marking)).toMatch(
    /FLUX_NO_ENTRY|everything is sent and told/,
  );
});

test('[T128] [T058] red without the cap on stamps: one from a clock that ran ahead stands', async () => {
  expect(await complaintOf(noStampCap, seeds.stamps)).toContain('E3 no stamp is from beyond its time');
});

test('green again when everything is put back', async () => {
  expect(await complaintOf(none, seeds.nothing, 3)).toBe('none');
});
