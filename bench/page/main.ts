/** What the driver calls in the page, as `window.bench`. */
import type { Engine } from './engine.ts';
import { dexieEngine } from './dexie-engine.ts';
import { fluxEngine } from './flux-engine.ts';
import { plainEngine } from './plain-engine.ts';
import { showList } from './painted-list.tsx';
import { randomFrom } from './random.ts';
import { makeShop, type Shop } from './shop.ts';
import { measure, readySale, type WorkName } from './works.ts';

export interface Round {
  readonly work: WorkName;
  readonly times: number;
  readonly number: number;
}

const flux = fluxEngine();
const engines: readonly Engine[] = [flux, plainEngine(), dexieEngine()];
let shop: Shop | undefined;

export const bench = {
  /** Opens every engine with the same rows; answers the milliseconds that loading took. */
  async prepare(itemCount: number): Promise<Record<string, number>> {
    shop = makeShop(itemCount);
    const spent: Record<string, number> = {};
    for (const engine of engines) {
      await engine.open();
      const start = performance.now();
      await engine.load(shop);
      spent[engine.name] = performance.now() - start;
    }
    return spent;
  },

  /** The engine that begins changes with each round, so that no one has the quiet moments. */
  round({ work, times, number }: Round): Promise<Record<string, number[]>> {
    if (!shop) throw new Error('prepare() comes first.');
    const first = number % engines.length;
    return measure(work, [...engines.slice(first), ...engines.slice(0, first)], shop, {
      times,
      seed: number,
    });
  },

  /** Milliseconds from the answer of a sale, which is durable then, to its row on the screen. */
  async commitToPaint(times: number): Promise<number[]> {
    if (!shop) throw new Error('prepare() comes first.');
    const random = randomFrom(5);
    const list = showList(flux.till());
    const spent: number[] = [];
    for (let i = 0; i < times; i += 1) {
      const number = await flux.postSale(readySale(random, shop));
      const committed = performance.now();
      spent.push(Math.max(0, (await list.painted(number)) - committed));
      await new Promise((resolve) => setTimeout(resolve, 50 + 20 * random()));
    }
    list.close();
    return spent;
  },
};

declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
