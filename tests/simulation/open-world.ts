import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as fc from 'fast-check';
import { none } from './sabotage.ts';
import type { Backend } from './server.ts';
import { freeze } from './virtual-time.ts';
import { SimulatedWorld, type OpenedWorld, type World, type WorldOptions } from './world.ts';

/** No run has this one: with the seed of a run, ids of the founding would be drawn again in it. */
const foundingSeed = -1;

/**
 * To found a shop and set up its tills takes longer than most histories, and no
 * two seeds differ in it: it is done once for each setting. Not where a device
 * is sabotaged, for that begins with its first start.
 */
export async function openWorld(
  backend: Backend,
  scheduler: fc.Scheduler,
  options: WorldOptions,
): Promise<World> {
  if (options.sabotage?.device) return begin(backend, scheduler, options);
  const setting = `${options.policy.toLowerCase()}_${options.tills}`;
  const opened = backend.opened.get(setting);
  if (opened) return begin(backend, scheduler, options, opened);
  const first = await begin(backend, scheduler, { ...options, seed: foundingSeed, sabotage: none });
  backend.opened.set(setting, await first.keep(`opened_${setting}`));
  await first.close();
  return openWorld(backend, scheduler, options);
}

async function begin(
  backend: Backend,
  scheduler: fc.Scheduler,
  options: WorldOptions,
  opened?: OpenedWorld,
): Promise<SimulatedWorld> {
  const time = freeze(options.seed, opened?.atMs);
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-simulation-'));
  const world = new SimulatedWorld(time, folder, scheduler, options.sabotage ?? none);
  try {
    await world.open(backend, options, opened);
    return world;
  } catch (error) {
    await world.close();
    throw error;
  }
}
