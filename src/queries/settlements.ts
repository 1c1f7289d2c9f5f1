/** What was done about a refused document on this device, newest first. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';

export function settlementsOf(read: Reader, documentId: string) {
  return read
    .selectFrom('settlements')
    .select([
      'settlements.id',
      'settlements.at',
      'settlements.act',
      'settlements.reason',
      sql<
        string | null
      >`(select m.display_name from location_members m where m.user_id = settlements.user_id limit 1)`.as(
        'by_name',
      ),
    ])
    .where('settlements.document_id', '=', documentId)
    .orderBy('settlements.at', 'desc');
}
