import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';

/**
 * What a new item of this location is likely to have: the unit of most items,
 * and the tax rate where there is only one. A tax that is guessed is one that
 * nobody looks at.
 */
export function usualReferences(read: Reader) {
  return read
    .selectFrom('items')
    .select((eb) => [
      'unit_id',
      eb
        .selectFrom('tax_rates')
        .select(sql<string>`case when count(*) = 1 then min(tax_rates.id) else '' end`.as('id'))
        .where('tax_rates.is_archived', '=', 0)
        .$castTo<{ id: string }>()
        .as('tax_rate_id'),
    ])
    .where('is_archived', '=', 0)
    .groupBy('unit_id')
    .orderBy(sql`count(*)`, 'desc')
    .limit(1);
}
