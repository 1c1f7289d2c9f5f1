/** What this device would lose if it were cleared now, and what of it a file must hold. */
import { sql } from 'kysely';
import { documentTables } from '#schema/document-kinds.ts';
import type { SyncStatus } from '#schema/local-tables.ts';
import type { Reader } from '#db/local-database.ts';
import { takenMoney, takings } from './taken-money.ts';

/** Named one by one, so that the index is used. */
const unsynced = ['pending', 'syncing', 'failed'] as const satisfies readonly SyncStatus[];

/**
 * One row. `only_here` is what the server does not hold in any form: all that
 * is pending, and what failed without being kept there (requirements !3).
 */
export function unsyncedSummary(read: Reader) {
  const isKept = sql<boolean>`(sync_status = 'failed' and is_kept = 1)`;
  return read
    .selectFrom('outbox')
    .select((eb) => {
      const count = eb.fn.countAll<number>();
      return [
        count.filterWhere('sync_status', 'in', ['pending', 'syncing']).as('pending'),
        count.filterWhere('sync_status', '=', 'failed').filterWhere('is_kept', '=', 0).as('failed'),
        count.filterWhere(isKept).as('kept'),
        count.filterWhere(eb.not(isKept)).as('only_here'),
        eb.fn
          .coalesce(
            eb.fn
              .sum<number>(takenMoney('payload'))
              .filterWhere(eb.not(isKept))
              .filterWhere('entity_type', 'in', takings),
            sql<number>`0`,
          )
          .as('total_minor'),
      ];
    })
    .where('sync_status', 'in', unsynced);
}

/** Whole records, oldest first. */
export function unsyncedRecords(read: Reader) {
  return read.selectFrom('outbox').selectAll().where('sync_status', 'in', unsynced).orderBy('position');
}

/** Which of these documents this device has already: in its own queue, or from the server. */
export function knownDocuments(read: Reader, ids: readonly string[]) {
  const asked = sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;
  const queued = read
    .selectFrom('outbox')
    .select(['entity_id as id', sql<0 | 1>`sync_status = 'synced'`.as('is_at_server')])
    .where('entity_id', 'in', asked);
  const posted = [...documentTables, 'voided_documents' as const].map((table) =>
    read
      .selectFrom(table)
      .select(['id', sql<0 | 1>`1`.as('is_at_server')])
      .where('id', 'in', asked),
  );
  return posted.reduce((all, one) => all.unionAll(one), queued);
}
