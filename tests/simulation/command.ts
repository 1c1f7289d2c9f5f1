/**
 * A command of fast-check: it starts something and returns; the scheduler
 * decides what becomes of it and when. The model knows only what a command needs
 * to make sense: which tills are on, and what is broken.
 */
import type * as fc from 'fast-check';
import type { Device } from './device.ts';
import type { Trouble } from './server.ts';
import type { Act, World } from './world.ts';

export interface Model {
  readonly tills: { isOn: boolean; isOnline: boolean; isMember: boolean }[];
  trouble: Trouble | null;
}

export function newModel(tills: number): Model {
  return {
    tills: Array.from({ length: tills }, () => ({ isOn: true, isOnline: true, isMember: true })),
    trouble: null,
  };
}

export type Command = fc.AsyncCommand<Model, World>;

/** Done to one till; `n` wraps around, so that a command fits any number of them. */
export function atTill(
  name: string,
  n: number,
  act: (world: World, device: Device) => void | Promise<void>,
  model: (till: Model['tills'][number]) => void = () => undefined,
  makesSense: (till: Model['tills'][number]) => boolean = ({ isOn }) => isOn,
): Command {
  const of = (m: Model) => m.tills[n % m.tills.length]!;
  return {
    check: (m) => makesSense(of(m)),
    async run(m, world) {
      model(of(m));
      const device = world.devices[n % m.tills.length]!;
      world.steps.note(`* ${name} ${device.name}`);
      await act(world, device);
    },
    toString: () => `${name}(${n})`,
  };
}

export function inWorld(
  name: string,
  act: (world: World) => Promise<void>,
  makesSense: (m: Model) => boolean,
  model: (m: Model) => void,
): Command {
  return {
    check: makesSense,
    async run(m, world) {
      model(m);
      world.steps.note(`* ${name}`);
      await act(world);
    },
    toString: () => name,
  };
}

/** What somebody does at a till that is on. */
export function actAt(name: string, n: number, ...acts: readonly Act[]): Command {
  return atTill(name, n, (world, device) => {
    for (const act of acts) world.act(device, act);
  });
}
