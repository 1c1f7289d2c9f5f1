/**
 * THE rule of lists and reports (design section 4), in one query: synced rows,
 * and outbox payloads whose id is not among them, each sale exactly once, with
 * its state.
 */
import { sql } from 'kysely';
import type { SyncStatus } from '#schema/local-tables.ts';
import type { Reader } from '#db/local-database.ts';

export interface RecentSale {
  readonly id: string;
  readonly number: string;
  readonly client_created_at: string;
  readonly business_date: string;
  readonly total_minor: number;
  readonly currency: string;
  readonly cashier_id: string;
  readonly device_id: string;
  readonly sync_status: SyncStatus;
  /** JSON array of what a manager should look at. */
  readonly flags: string;
}

/** Newest first. Each side is cut to `limit` by its index before the two are put together. */
export function recentSales(read: Reader, limit = 100) {
  const synced = syncedSales(read).orderBy('client_created_at', 'desc').limit(limit).as('synced');
  const all = read.selectFrom(synced).selectAll().unionAll(unsyncedSales(read));
  return read
    .selectFrom(all.as('sale'))
    .selectAll()
    .orderBy('client_created_at', 'desc')
    .orderBy('id')
    .limit(limit);
}

function syncedSales(read: Reader) {
  return read
    .selectFrom('sales_invoices')
    .select([
      'id',
      'invoice_number as number',
      'client_created_at',
      'business_date',
      'total_minor',
      'currency',
      'cashier_id',
      'device_id',
      sql<SyncStatus>`'synced'`.as('sync_status'),
      'flags',
    ]);
}

/** What waits, failed, or is at the server but not back yet: few rows, whatever the shop sells. */
function unsyncedSales(read: Reader) {
  return read
    .selectFrom('outbox')
    .select([
      'entity_id as id',
      'number',
      'client_created_at',
      sql<string>`payload ->> '$.business_date'`.as('business_date'),
      sql<number>`total_minor`.as('total_minor'),
      sql<string>`payload ->> '$.currency'`.as('currency'),
      sql<string>`payload ->> '$.cashier_id'`.as('cashier_id'),
      'device_id',
      'sync_status',
      sql<string>`coalesce(warnings, '[]')`.as('flags'),
    ])
    .where('entity_type', '=', 'sales_invoice')
    .where('payload', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('sales_invoices as here')
            .select('here.id')
            .whereRef('here.id', '=', 'outbox.entity_id'),
        ),
      ),
    );
}
