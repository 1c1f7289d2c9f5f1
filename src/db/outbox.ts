/** Reads and changes outbox records. The states themselves: `outbox-transition.ts`. */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import type { OutboxRow } from '#schema/local-tables.ts';
import { newId } from '#schema/new-id.ts';
import type { OutboxState } from './outbox-transition.ts';

export interface OutboxChange {
  readonly queue_id: string;
  readonly state: OutboxState;
}

/** The records of these queue entries, in no order; an entry may have none. */
export async function recordsOf(
  power: CommonPowerSyncDatabase,
  queueIds: readonly string[],
): Promise<ReadonlyMap<string, OutboxRow>> {
  const rows = await power.getAll<OutboxRow>(
    'select * from outbox where queue_id in (select value from json_each(?))',
    [JSON.stringify(queueIds)],
  );
  return new Map(rows.map((row) => [row.queue_id, row]));
}

/**
 * One statement for any number of records. What is synced meanwhile, because
 * its row has arrived, stays synced.
 */
export async function changeRecords(
  power: CommonPowerSyncDatabase,
  changes: readonly OutboxChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ queue_id, state }) => ({ queue_id, ...state }));
  await power.execute(
    `update outbox set (${stateColumns.join(', ')}) = (${stateColumns.map((name) => `c.value ->> '${name}'`).join(', ')})
     from json_each(?) c
     where outbox.queue_id = c.value ->> 'queue_id' and outbox.sync_status <> 'synced'`,
    [JSON.stringify(rows)],
  );
}

export const stateColumns = [
  'sync_status',
  'is_waiting',
  'retry_count',
  'answered_count',
  'last_attempt_at',
  'next_retry_at',
  'last_error',
  'error_code',
  'error_field',
  'depends_on',
  'journal_seq',
  'posted_at',
  'warnings',
  'is_kept',
] as const satisfies readonly (keyof OutboxState)[];

/** Marks what is being sent (R5.1-8b). */
export async function markSyncing(
  power: CommonPowerSyncDatabase,
  queueIds: readonly string[],
): Promise<void> {
  await power.execute(
    `update outbox set sync_status = 'syncing'
     where sync_status = 'pending' and queue_id in (select value from json_each(?))`,
    [JSON.stringify(queueIds)],
  );
}

/** Back to pending: a pass that holds the upload lock knows that nobody is sending (R5.1-8b). */
export async function releaseSyncing(power: CommonPowerSyncDatabase): Promise<void> {
  await power.execute(`update outbox set sync_status = 'pending' where sync_status = 'syncing'`);
}

export async function noteSyncError(
  power: CommonPowerSyncDatabase,
  error: {
    readonly at: string;
    readonly queue_id: string | null;
    readonly code: string;
    readonly message: string;
  },
): Promise<void> {
  await power.execute('insert into sync_errors (id, at, queue_id, code, message) values (?, ?, ?, ?, ?)', [
    newId(),
    error.at,
    error.queue_id,
    error.code,
    error.message,
  ]);
}
