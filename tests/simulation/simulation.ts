/** One seed, one history: commands under the scheduler, then healed, at rest, judged. */
import * as fc from 'fast-check';
import { newModel, type Command } from './command.ts';
import { commands } from './commands.ts';
import { assertInvariants } from './invariants.ts';
import type { Sabotage } from './sabotage.ts';
import type { Backend } from './server.ts';
import { settle } from './steps.ts';
import { openWorld } from './open-world.ts';

export interface SimulationOptions {
  readonly numRuns: number;
  readonly seed: number;
  /** Of a failure that was printed: only that one, made small. */
  readonly path?: string | undefined;
  readonly maxCommands?: number;
  readonly sabotage?: Sabotage;
  /** What happened in a run, whether it failed or not. */
  readonly onTrace?: (trace: readonly string[]) => void;
}

/**
 * After healing, everything is sent within a minute (I10), and half a minute
 * more: supabase-js asks nobody for a minute when a renewal was not answered.
 */
const patienceMs = 90_000;

const scheduler = fc.scheduler({
  act: async (run) => {
    await run();
    await settle();
  },
});

export async function simulate(backend: Backend, options: SimulationOptions): Promise<void> {
  const { numRuns, seed, path, maxCommands = 40, sabotage, onTrace } = options;
  const history = async (
    turns: fc.Scheduler,
    acts: Iterable<Command>,
    world_: { seed: number; tills: number; policy: 'WARN' | 'BLOCK' },
  ) => {
    const world = await openWorld(backend, turns, { ...world_, ...(sabotage && { sabotage }) });
    try {
      await fc.scheduledModelRun(turns, () => ({ model: newModel(world_.tills), real: world }), acts);
      await world.heal();
      await world.rest(patienceMs);
      await assertInvariants(world);
    } finally {
      onTrace?.(world.steps.trace);
      await world.close();
    }
  };
  const setting = fc.record({
    seed: fc.noShrink(fc.nat()),
    tills: fc.integer({ min: 2, max: 3 }),
    policy: fc.constantFrom('WARN' as const, 'BLOCK' as const),
  });
  await fc.assert(fc.asyncProperty(scheduler, commands(maxCommands), setting, history), {
    numRuns,
    seed,
    ...(path === undefined ? { endOnFailure: true } : { path }),
  });
}
