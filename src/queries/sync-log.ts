/** What happened between this device and the server: tries, and what went wrong for good. */
import type { Reader } from '#db/local-database.ts';

/** Newest first. */
export function recentAttempts(read: Reader, limit = 20) {
  return read
    .selectFrom('sync_attempts')
    .select([
      'position',
      'at',
      'took_ms',
      'record_count',
      'decided_count',
      'refused_count',
      'outcome',
      'code',
    ])
    .orderBy('position', 'desc')
    .limit(limit);
}

/** Newest first (R5-5). */
export function syncErrors(read: Reader, limit = 20) {
  return read
    .selectFrom('sync_errors')
    .select(['id', 'at', 'queue_id', 'code', 'message'])
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit);
}
