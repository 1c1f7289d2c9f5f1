/** The outbox as people see it: what is not at the server yet, and why (R3.1-10, R10-1). */
import { sql } from 'kysely';
import type { SyncStatus } from '#schema/local-tables.ts';
import type { Reader } from '#db/local-database.ts';

/** Named one by one, so that the index is used. */
const unsynced = ['pending', 'syncing', 'failed'] as const satisfies readonly SyncStatus[];

/** One row; `count` is the N of 'N pending'. */
export function pendingCount(read: Reader) {
  return read
    .selectFrom('outbox')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('sync_status', 'in', ['pending', 'syncing']).as('count'),
      eb.fn.countAll<number>().filterWhere('sync_status', '=', 'failed').as('failed'),
    ])
    .where('sync_status', 'in', unsynced);
}

/** One row: what is not at the server, by what it waits for. */
export function queueSummary(read: Reader) {
  return read
    .selectFrom('outbox')
    .select((eb) => {
      const count = eb.fn.countAll<number>();
      const pending = eb('sync_status', 'in', ['pending', 'syncing']);
      return [
        count.filterWhere(pending).as('pending'),
        count.filterWhere('sync_status', '=', 'failed').as('failed'),
        count.filterWhere(eb.and([pending, eb('is_waiting', '=', 1)])).as('waiting'),
        count.filterWhere(eb.and([pending, eb('entity_type', '=', 'sales_invoice')])).as('pending_sales'),
        count
          .filterWhere(eb.and([eb('sync_status', '=', 'failed'), eb('entity_type', '=', 'sales_invoice')]))
          .as('failed_sales'),
        // Of masters, which a file brings in by the thousand.
        count.filterWhere('entity_type', '=', 'master_update').as('edits'),
        eb.fn.min<string | null>('client_created_at').as('oldest_at'),
        eb.fn.max<string | null>('next_retry_at').as('next_try_at'),
      ];
    })
    .where('sync_status', 'in', unsynced);
}

/** What the head of the queue was last told; nothing while nothing stands in its way. */
export function standingFault(read: Reader) {
  return read
    .selectFrom('outbox')
    .select(['error_code', 'last_error'])
    .where('sync_status', 'in', ['pending', 'syncing'])
    .where('is_waiting', '=', 0)
    .where('error_code', 'is not', null)
    .orderBy('position')
    .limit(1);
}

export interface OutboxListOptions {
  readonly includeSynced?: boolean;
  readonly newestFirst?: boolean;
  readonly limit?: number;
}

/** Oldest first unless asked otherwise, as they are sent. */
export function outboxRecords(
  read: Reader,
  { includeSynced = false, newestFirst = false, limit = 1000 }: OutboxListOptions = {},
) {
  const records = read
    .selectFrom('outbox')
    .select([
      'position',
      'queue_id',
      'entity_type',
      'entity_id',
      'number',
      'total_minor',
      'sync_status',
      'is_waiting',
      'client_created_at',
      'retry_count',
      'last_attempt_at',
      'next_retry_at',
      'last_error',
      'error_code',
      'error_field',
      'posted_at',
      'warnings',
    ])
    .orderBy('position', newestFirst ? 'desc' : 'asc')
    .limit(limit);
  return includeSynced ? records : records.where('sync_status', 'in', unsynced);
}

/** One row while the device knows the document: its record's state, or synced where only the row is left. */
export function documentState(read: Reader, id: string) {
  const record = read
    .selectFrom('outbox')
    .select(['sync_status', 'last_error', 'error_code'])
    .where('entity_id', '=', id);
  const row = read
    .selectFrom('sales_invoices')
    .select([
      sql<SyncStatus>`'synced'`.as('sync_status'),
      sql<string | null>`null`.as('last_error'),
      sql<string | null>`null`.as('error_code'),
    ])
    .where('id', '=', id);
  return record.unionAll(row).limit(1);
}
