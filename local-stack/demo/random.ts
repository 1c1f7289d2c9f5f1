import { createHash } from 'node:crypto';

export type Random = {
  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
};

/** A stream of numbers that only its name decides (mulberry32): each thing has its own, so none disturbs another. */
export function randomOf(name: string): Random {
  let state = createHash('sha1').update(name).digest().readUInt32LE(0);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    integer,
    chance: (percent) => next() * 100 < percent,
    pick: (list) => at(list, integer(0, list.length - 1)),
    shuffle: (list) => {
      const result = [...list];
      for (let i = result.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [result[i], result[j]] = [at(result, j), at(result, i)];
      }
      return result;
    },
  };
}

function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new RangeError(`Nothing at ${index} of ${list.length}.`);
  return list[index] as T;
}
