/** Stocktakes: the sheets that were counted for each, whoever counted them, each exactly once. */
import { sql } from 'kysely';
import { dismissedWarning, voidWarning } from '#schema/document-state.ts';
import { stocktakeAdjustmentId } from '#domain/stocktake-id.ts';
import type { Reader } from '#db/local-database.ts';
import { listedDocuments } from './listed-documents.ts';

const mostSheets = 1000;

/** Sheets with the stocktake that they are for, newest first. */
export function listedSheets(read: Reader) {
  const columns = ['stocktake_id', 'stocktake_code', 'stocktake_name', 'cashier_id', 'device_id'] as const;
  return read
    .selectFrom(listedDocuments(read, 'stock_count', { columns, total: null, limit: mostSheets }).as('sheet'))
    .selectAll()
    .select([
      sql<
        string | null
      >`(select m.display_name from location_members m where m.user_id = sheet.cashier_id limit 1)`.as(
        'cashier_name',
      ),
      sql<string | null>`(select d.code from devices d where d.id = sheet.device_id)`.as('device_code'),
    ])
    .orderBy('client_created_at', 'desc')
    .orderBy('id')
    .$castTo<ListedSheet>();
}

export interface ListedSheet {
  readonly id: string;
  readonly number: string;
  readonly client_created_at: string;
  readonly sync_status: 'pending' | 'syncing' | 'synced' | 'failed' | 'void' | 'dismissed';
  /** The till, where it is another one and the sheet is not in the books: what it counted is not known here. */
  readonly elsewhere: string | null;
  readonly error_code: string | null;
  readonly last_error: string | null;
  /** Null of a sheet of which only the number is known here. */
  readonly stocktake_id: string | null;
  readonly stocktake_code: string | null;
  readonly stocktake_name: string | null;
  readonly cashier_name: string | null;
  readonly device_code: string | null;
}

export interface CountedLine {
  readonly sheet_id: string;
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly item_name: string;
  readonly unit_symbol: string;
  readonly quantity_milli: number;
  readonly counted_at: string;
}

/** What all sheets of a stocktake say, in the order of counting; a refused one of this device too: somebody counted. */
export function countedLines(read: Reader, stocktakeId: string) {
  const found = sql<CountedLine>`(
    select c.id as sheet_id, l.item_id, l.lot_id, l.item_name, l.unit_symbol, l.quantity_milli, l.counted_at
    from stock_counts c join stock_count_lines l on l.count_id = c.id where c.stocktake_id = ${stocktakeId}
    union all
    select o.entity_id, l.value ->> 'item_id', l.value ->> 'lot_id', l.value ->> 'item_name', l.value ->> 'unit_symbol',
      l.value ->> 'quantity_milli', l.value ->> 'counted_at'
    from outbox o, json_each(o.payload, '$.lines') l
    where o.entity_type = 'stock_count' and o.payload is not null and o.payload ->> '$.stocktake_id' = ${stocktakeId}
      and coalesce(o.warnings, '') not in (${voidWarning}, ${dismissedWarning})
      and not exists (select 1 from stock_counts c where c.id = o.entity_id))`;
  return read
    .selectFrom(found.as('line'))
    .selectAll()
    .orderBy('counted_at')
    .orderBy('item_id')
    .orderBy('lot_id');
}

/** As many adjustments as one stocktake may lead to: each has up to 500 lines. */
export const mostAdjustments = 20;

export function adjustmentIds(stocktakeId: string): readonly string[] {
  return Array.from({ length: mostAdjustments }, (_, n) => stocktakeAdjustmentId(stocktakeId, n + 1));
}

export interface KnownAdjustment {
  readonly id: string;
  readonly number: string;
  readonly client_created_at: string;
  readonly in_books: 0 | 1;
  /** Where this device's own stands, if it is not settled: beside one in the books it was refused as another. */
  readonly own_state: 'pending' | 'syncing' | 'failed' | null;
}

/** The adjustments of these ids that this device knows of. */
export function knownAdjustments(read: Reader, ids: readonly string[]) {
  const found = sql<KnownAdjustment>`(
    select a.id, a.adjustment_number as number, a.client_created_at, 1 as in_books,
      (select o.sync_status from outbox o where o.entity_id = a.id and o.sync_status <> 'synced') as own_state
    from stock_adjustments a where a.id in ${listed(ids)}
    union all
    select o.entity_id, o.number, o.client_created_at, 0, nullif(o.sync_status, 'synced')
    from outbox o where o.entity_id in ${listed(ids)}
      and coalesce(o.warnings, '') not in (${voidWarning}, ${dismissedWarning})
      and not exists (select 1 from stock_adjustments a where a.id = o.entity_id))`;
  return read.selectFrom(found.as('adjustment')).selectAll().orderBy('client_created_at').orderBy('id');
}

/** Of these ids those of adjustments that are in the books, or were closed for good: none of them can be posted again. */
export function usedAdjustments(read: Reader, ids: readonly string[]) {
  const found = sql<{ id: string }>`(
    select a.id from stock_adjustments a where a.id in ${listed(ids)}
    union select o.entity_id from outbox o where o.entity_id in ${listed(ids)} and o.sync_status = 'synced'
    union select v.id from voided_documents v where v.id in ${listed(ids)})`;
  return read.selectFrom(found.as('used')).selectAll();
}

/** What those in the books have put right, and when. */
export function adjustedLines(read: Reader, ids: readonly string[]) {
  return read
    .selectFrom('stock_adjustment_lines as l')
    .innerJoin('stock_adjustments as a', 'a.id', 'l.adjustment_id')
    .select(['l.item_id', 'l.lot_id', 'l.quantity_milli', 'a.client_created_at as at'])
    .where('a.id', 'in', sql<string>`${listed(ids)}`);
}

function listed(ids: readonly string[]) {
  return sql`(select value from json_each(${JSON.stringify(ids)}))`;
}
