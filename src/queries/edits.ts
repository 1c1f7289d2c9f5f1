/** Edits of masters that the server has not taken: what marks a row of a list, and begins its history. */
import { sql } from 'kysely';
import type { SyncStatus } from '#schema/local-tables.ts';
import type { Reader } from '#db/local-database.ts';

/** Named one by one, so that the index is used. */
const unsent = ['pending', 'syncing', 'failed'] as const satisfies readonly SyncStatus[];

/** Of these rows, the edits that wait or were refused; oldest first. `id` is the edit's own, as the queue shows it. */
export function unsentEdits(read: Reader, rowIds: readonly string[]) {
  return read
    .selectFrom('outbox')
    .select(['entity_id as id', rowId.as('row_id'), 'sync_status', 'error_code', 'last_error'])
    .select(['payload', 'client_created_at'])
    .where('entity_type', '=', 'master_update')
    .where('sync_status', 'in', unsent)
    .where(rowId, 'in', sql<string>`(select value from json_each(${JSON.stringify(rowIds)}))`)
    .orderBy('position');
}

const rowId = sql<string>`payload ->> 'id'`;
