import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBackend, type Backend } from './server.ts';
import { simulate } from './simulation.ts';

let backend: Backend;

beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.postgres.close());

async function tracesOf(seed: number): Promise<string[]> {
  const traces: string[] = [];
  await simulate(backend, { seed, numRuns: 3, onTrace: (trace) => traces.push(trace.join('\n')) });
  return traces;
}

test('[T128] one seed is one history, step by step', async () => {
  const first = await tracesOf(11);
  expect(first.join('').length).toBeGreaterThan(5000);
  expect(await tracesOf(11)).toEqual(first);
  expect(await tracesOf(12)).not.toEqual(first);
});
