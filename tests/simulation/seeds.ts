/**
 * Which seeds run. A failure prints its seed and path; given again as SIM_SEED
 * and SIM_PATH, only that history runs, made as small as it still fails.
 * SIM_RUNS asks for more of them, SIM_SEED alone for others.
 */
import { startBackend } from './server.ts';
import { simulate } from './simulation.ts';

const { SIM_RUNS, SIM_SEED, SIM_PATH } = process.env;

/** The same ones every time, so that a change is what makes a difference. */
const firstSeed = Number(SIM_SEED ?? 20_261_123);
const inAll = Number(SIM_RUNS ?? 200);

/** One of two halves: files run side by side. */
export async function runHalf(half: 0 | 1): Promise<void> {
  if (SIM_PATH !== undefined && half === 1) return;
  const backend = await startBackend();
  try {
    const seed = SIM_PATH === undefined ? firstSeed + half : firstSeed;
    await simulate(backend, { seed, numRuns: Math.ceil(inAll / 2), path: SIM_PATH });
  } finally {
    await backend.postgres.close();
  }
}
