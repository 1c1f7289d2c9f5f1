/** Since when the oldest record that could be sent has been due; null in `since` where none is. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';

export function dueSince(read: Reader) {
  return read
    .selectFrom('outbox')
    .select(sql<string | null>`min(coalesce(next_retry_at, client_created_at))`.as('since'))
    .where('sync_status', 'in', ['pending', 'syncing'])
    .where('is_waiting', '=', 0);
}
