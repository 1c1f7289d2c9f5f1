/** What the watchdog judges by. Every tab sees the same, whichever of them sends. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';

/** Since when the head of the queue has been due: what is behind it waits for it. No row where nothing is. */
export function dueSince(read: Reader) {
  const head = sql<string>`(select o.queue_id from ps_crud c join outbox o on o.queue_id = c.data ->> 'id'
    where o.sync_status in ('pending', 'syncing') and o.is_waiting = 0 order by c.id limit 1)`;
  return read
    .selectFrom('outbox')
    .select(sql<string>`coalesce(next_retry_at, client_created_at)`.as('since'))
    .where('queue_id', '=', head);
}

/** When the server last decided something; null in `at` where it never did. */
export function lastDecided(read: Reader) {
  return read
    .selectFrom('sync_attempts')
    .select(sql<string | null>`max(at)`.as('at'))
    .where('decided_count', '>', 0);
}
