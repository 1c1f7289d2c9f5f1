/** Every value that a query has had, not only those that a test happens to look at. */
import type { Device } from './device.ts';

export interface FigureWatch<T> {
  /** In order, each change once. */
  readonly seen: readonly T[];
  stop(): void;
}

/** Looks now and after every commit that touches one of the tables. */
export function watchFigure<T>(
  { till }: Device,
  tables: readonly string[],
  look: () => Promise<T>,
): FigureWatch<T> {
  const seen: T[] = [];
  let looking = Promise.resolve();
  const note = () => {
    looking = looking.then(async () => {
      const value = await look();
      if (JSON.stringify(value) !== JSON.stringify(seen.at(-1))) seen.push(value);
    });
  };
  note();
  const stop = till.db.power.onChangeWithCallback({ onChange: note }, { tables: [...tables], throttleMs: 0 });
  return { seen, stop };
}
