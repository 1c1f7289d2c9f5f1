import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';

/** What most items of this location have: one row, or none where there is no item yet. */
export function usualReferences(read: Reader) {
  return read
    .selectFrom('items')
    .select(['unit_id', 'tax_rate_id'])
    .where('is_archived', '=', 0)
    .groupBy(['unit_id', 'tax_rate_id'])
    .orderBy(sql`count(*)`, 'desc')
    .limit(1);
}
