/** Edits of masters that the server has not taken: what marks a row of a list, and begins its history. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';

/** The plus keeps SQLite from walking all that is unsent: there may be fifty thousand. */
const isUnsent = sql<boolean>`+sync_status in ('pending', 'syncing', 'failed')`;

/** Of these rows, the edits that wait or were refused; oldest first. `id` is the edit's own, as the queue shows it. */
export function unsentEdits(read: Reader, rowIds: readonly string[]) {
  return (
    read
      .selectFrom('outbox')
      .select(['entity_id as id', rowId.as('row_id'), 'sync_status', 'error_code', 'last_error'])
      .select(['payload', 'client_created_at'])
      // Not a parameter: the index is of edits alone.
      .where(sql<boolean>`entity_type = 'master_update'`)
      .where(isUnsent)
      .where(rowId, 'in', sql<string>`(select value from json_each(${JSON.stringify(rowIds)}))`)
      .orderBy('position')
  );
}

const rowId = sql<string>`payload ->> 'id'`;
