/**
 * What support needs to see of a device, and nothing that a shop would not
 * show a stranger: counts, codes and times. No name of a person, no line of a
 * document, no total, no free text of the server, which may quote one.
 */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import { lastSyncs } from './catalog-progress.ts';
import { outboxRecords } from './outbox.ts';
import { recentAttempts, syncErrors } from './sync-log.ts';

export interface Versions {
  readonly sqlite: string;
  readonly powersync_core: string;
  /** Names the tables and triggers of this build (`db/prepare-database.ts`). */
  readonly database_schema: number;
}

export async function versions(read: Reader): Promise<Versions> {
  const { rows } = await sql<Versions>`select sqlite_version() as sqlite,
    powersync_rs_version() as powersync_core,
    (select user_version from pragma_user_version) as database_schema`.execute(read);
  const [row] = rows;
  if (!row) throw new Error('SQLite does not say its version.');
  return row;
}

export async function databaseDiagnostics(read: Reader) {
  const [its, queue, syncs, attempts, errors] = await Promise.all([
    versions(read),
    outboxRecords(read, { limit: 500 }).execute(),
    lastSyncs(read).execute(),
    recentAttempts(read, 200).execute(),
    syncErrors(read, 200).execute(),
  ]);
  return {
    versions: its,
    queue: queue.map((record) => ({
      queue_id: record.queue_id,
      entity_type: record.entity_type,
      entity_id: record.entity_id,
      // Of an edit it is a name.
      number: record.entity_type === 'master_update' ? '' : record.number,
      sync_status: record.sync_status,
      is_waiting: record.is_waiting,
      client_created_at: record.client_created_at,
      retry_count: record.retry_count,
      last_attempt_at: record.last_attempt_at,
      next_retry_at: record.next_retry_at,
      error_code: record.error_code,
      error_field: record.error_field,
    })),
    last_syncs: syncs,
    attempts,
    sync_errors: errors.map(({ at, queue_id, code }) => ({ at, queue_id, code })),
  };
}
