/** How old each part of the catalog is. */
import type { Reader } from '#db/local-database.ts';

export function lastSyncs(read: Reader) {
  return read.selectFrom('sync_meta').select(['entity_type', 'last_sync_at']).orderBy('entity_type');
}
