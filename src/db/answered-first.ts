/**
 * One statement, answered as soon as it is done: the lock is given back behind
 * the answer. The SDK waits for that too, a message and back, of the three that
 * a statement costs.
 *
 *   ask for the lock ─► statement ─► answer
 *                            └─► give the lock back
 *
 * What the statement wrote is on the disk before it is answered. Whoever comes
 * next waits for the lock as ever; should giving it back fail, they hear of it.
 */
import type { CommonPowerSyncDatabase, LockContext } from '@powersync/common';

type Locked = (tx: LockContext) => Promise<void>;

function firstAnswer<T>(
  hold: (use: Locked) => Promise<void>,
  statement: (tx: LockContext) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    hold(async (tx) => resolve(await statement(tx))).catch(reject);
  });
}

export function writeAnsweredFirst<Row>(
  power: CommonPowerSyncDatabase,
  sql: string,
  parameters: unknown[],
): Promise<readonly Row[]> {
  return firstAnswer(
    (use) => power.writeLock(use),
    async (tx) => (await tx.execute<Row>(sql, parameters)).array,
  );
}

/** The same database, whose `getAll` answers first. */
export function readsAnsweredFirst(
  power: CommonPowerSyncDatabase,
  onError: (error: unknown) => void,
): CommonPowerSyncDatabase {
  const getAll = <Row>(sql: string, parameters?: unknown[]): Promise<Row[]> =>
    firstAnswer(
      (use) => power.readLock(use),
      (tx) => tx.getAll<Row>(sql, parameters),
    ).catch((error: unknown) => {
      onError(error);
      throw error;
    });
  return new Proxy(power, {
    get(target, key) {
      if (key === 'getAll') return getAll;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
}
