/**
 * A database file that is not as SQLite left it: storage that went bad, or a
 * hand that was in it. Nothing is sold from such a file (faults T008).
 *
 * Every opening checks the tables that exist nowhere else. What is a copy of
 * the server's is large; it is checked whole once a read has met damage.
 */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import { isDamaged } from '#domain/is-damaged.ts';
import type { OutboxRow } from '#schema/local-tables.ts';

export type Reads = Pick<CommonPowerSyncDatabase, 'getAll'>;

/** The SDK could not open the file; what lies below it may still answer. */
export class DamagedFile extends Error {
  readonly reads: Reads;
  readonly close: () => Promise<void>;

  constructor(power: CommonPowerSyncDatabase, cause: unknown) {
    super('The database file is damaged.', { cause });
    this.reads = { getAll: (sql, parameters) => orUnreadable(() => power.database.getAll(sql, parameters)) };
    // It may never have been open.
    this.close = () => Promise.resolve(power.database.close()).catch(() => undefined);
  }
}

async function orUnreadable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new Error('SQLITE_CORRUPT', { cause });
  }
}

/** `init()` of the SDK, whose own statements may be the first to meet the damage. */
export async function initDatabase(power: CommonPowerSyncDatabase): Promise<void> {
  try {
    await power.init();
  } catch (error) {
    throw isDamaged(error) ? new DamagedFile(power, error) : error;
  }
}

const ours = [
  'outbox',
  'document_counters',
  'drafts',
  'pending_moves',
  'pending_debts',
  'database_facts',
] as const;
const checkOurs = ours.map((table) => `select quick_check as said from pragma_quick_check('${table}')`);

export async function findDamage(reads: Reads, isSuspect: boolean): Promise<boolean> {
  const check = isSuspect
    ? 'select quick_check as said from pragma_quick_check'
    : checkOurs.join(' union all ');
  const found = await reads.getAll<{ said: string }>(check);
  return found.some(({ said }) => said !== 'ok');
}

/** The records not known to be synced, as far as they can be read; around what cannot. */
export async function readableRecords(reads: Reads): Promise<readonly OutboxRow[]> {
  return readRange(reads, 0, await lastPosition(reads));
}

async function readRange(reads: Reads, from: number, to: number): Promise<readonly OutboxRow[]> {
  try {
    return await reads.getAll<OutboxRow>(
      `select * from outbox not indexed
       where position between ? and ? and sync_status <> 'synced' order by position`,
      [from, to],
    );
  } catch (error) {
    if (!isDamaged(error)) throw error;
    if (from >= to) return [];
    const middle = Math.floor((from + to) / 2);
    return [...(await readRange(reads, from, middle)), ...(await readRange(reads, middle + 1, to))];
  }
}

/** From whichever place still says it. */
async function lastPosition(reads: Reads): Promise<number> {
  const places = [
    `select seq as last from sqlite_sequence where name = 'outbox'`,
    'select max(position) as last from outbox',
  ];
  for (const place of places) {
    const [found] = await reads.getAll<{ last: number | null }>(place).catch(() => []);
    if (found?.last) return found.last;
  }
  return 0;
}
