/** How much of the catalog is here, and how old it is. */
import type { Reader } from '#db/local-database.ts';

/** One row. */
export function catalogCounts(read: Reader) {
  return read.selectNoFrom((eb) => [
    eb
      .selectFrom('items')
      .select((e) => e.fn.countAll<number>().as('n'))
      .as('items'),
    eb
      .selectFrom('categories')
      .select((e) => e.fn.countAll<number>().as('n'))
      .as('categories'),
    eb
      .selectFrom('customers')
      .select((e) => e.fn.countAll<number>().as('n'))
      .as('customers'),
    eb
      .selectFrom('stock_lots')
      .select((e) => e.fn.countAll<number>().as('n'))
      .as('lots'),
  ]);
}

export function lastSyncs(read: Reader) {
  return read.selectFrom('sync_meta').select(['entity_type', 'last_sync_at']).orderBy('entity_type');
}
