/**
 * THE rule of lists and reports (design section 4), in one query: synced rows,
 * and outbox payloads whose id is not among them, each sale exactly once, with
 * its state. For a manager also what other tills could not post, and what was
 * closed for good.
 */
import { sql } from 'kysely';
import type { DocumentState } from '#schema/document-state.ts';
import type { Reader } from '#db/local-database.ts';
import { recordFlags, recordState } from './record-state.ts';
import { refusedElsewhere, voidElsewhere } from './refused.ts';

export interface RecentSale {
  readonly id: string;
  readonly number: string;
  readonly client_created_at: string;
  /** Null where only the number of a void sale is known here. */
  readonly total_minor: number | null;
  readonly sync_status: DocumentState;
  /** JSON array of what a manager should look at. */
  readonly flags: string;
  /** Why it was refused; null where it was not. */
  readonly error_code: string | null;
  readonly last_error: string | null;
  /** The till, where it is another one and the document is not in the books. */
  readonly elsewhere: string | null;
}

/** Newest first. Each side is cut to `limit` by its index before the two are put together. */
export function recentSales(read: Reader, limit = 100) {
  const synced = syncedSales(read).orderBy('client_created_at', 'desc').limit(limit).as('synced');
  const refused = refusedSales(read).as('refused_sale');
  const gone = voidSales(read).as('void_sale');
  const all = read
    .selectFrom(synced)
    .selectAll()
    .unionAll(unsyncedSales(read))
    .unionAll(read.selectFrom(refused).selectAll())
    .unionAll(read.selectFrom(gone).selectAll());
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
      sql<number | null>`total_minor`.as('total_minor'),
      sql<DocumentState>`'synced'`.as('sync_status'),
      'flags',
      sql<string | null>`null`.as('error_code'),
      sql<string | null>`null`.as('last_error'),
      sql<string | null>`null`.as('elsewhere'),
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
      'total_minor',
      recordState().as('sync_status'),
      recordFlags().as('flags'),
      'error_code',
      'last_error',
      sql<string | null>`null`.as('elsewhere'),
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

function refusedSales(read: Reader) {
  return read
    .selectFrom(refusedElsewhere(read).as('elsewhere_refused'))
    .select([
      'id',
      'number',
      'client_created_at',
      'total_minor',
      sql<DocumentState>`'failed'`.as('sync_status'),
      sql<string>`'[]'`.as('flags'),
      sql<string | null>`code`.as('error_code'),
      sql<string | null>`message`.as('last_error'),
      sql<string | null>`coalesce(device_code, '?')`.as('elsewhere'),
    ])
    .where('entity_type', '=', 'sales_invoice');
}

function voidSales(read: Reader) {
  return read
    .selectFrom(voidElsewhere(read).as('elsewhere_void'))
    .select([
      'id',
      'number',
      'created_at as client_created_at',
      sql<number | null>`null`.as('total_minor'),
      sql<DocumentState>`'void'`.as('sync_status'),
      sql<string>`'[]'`.as('flags'),
      sql<string | null>`null`.as('error_code'),
      sql<string | null>`null`.as('last_error'),
      sql<string | null>`coalesce(device_code, '?')`.as('elsewhere'),
    ]);
}
