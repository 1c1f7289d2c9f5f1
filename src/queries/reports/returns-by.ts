/** What came back in a period, by one thing or another, beside what was sold. How it was paid back is in `salesByTender`. */
import { sql, type RawBuilder } from 'kysely';
import type { Period } from '#domain/period.ts';
import type { Reader } from '#db/local-database.ts';
import { soldDocuments } from './sales-documents.ts';
import { soldLines } from './sold-lines.ts';

export const returnKeys = ['item', 'reason', 'cashier', 'shelf', 'receipt', 'whole'] as const;
export type ReturnKey = (typeof returnKeys)[number];

export interface ReturnRow {
  /** An id, or a reason in somebody's words; '1' or '0': back on the shelf, with a receipt. */
  readonly key: string;
  readonly label: string | null;
  readonly return_count: number;
  readonly pending_count: number;
  /** As positive figures. */
  readonly quantity_milli: number;
  readonly returned_minor: number;
  /** What of it is not in the books yet. */
  readonly pending_minor: number;
  /** Sold by that cashier, of that item; 0 where the key is one of returns alone. */
  readonly sold_minor: number;
}

const keys: Record<ReturnKey, RawBuilder<unknown>> = {
  item: sql`item_id`,
  reason: sql`trim(note)`,
  cashier: sql`cashier_id`,
  shelf: sql`coalesce(is_restocked, 1)`,
  receipt: sql`original_id is not null`,
  whole: sql`''`,
};
const labels: Record<ReturnKey, RawBuilder<unknown>> = {
  item: sql`coalesce((select i.name from items i where i.id = key), sold_as)`,
  reason: sql`null`,
  cashier: sql`(select m.display_name from location_members m where m.user_id = key limit 1)`,
  shelf: sql`null`,
  receipt: sql`null`,
  whole: sql`null`,
};

/** Those by which sales are told apart too, so that a share can be said of each. */
export const isOfSalesToo = (by: ReturnKey): boolean => by === 'item' || by === 'cashier' || by === 'whole';

export function returnsBy(read: Reader, { period, by }: { period: Period; by: ReturnKey }) {
  const isCounted = isOfSalesToo(by) ? sql`true` : sql`is_return`;
  const rows = sql<ReturnRow>`(
    select key, ${labels[by]} as label, return_count, pending_count, quantity_milli, returned_minor, pending_minor, sold_minor
    from (
      select cast(${keys[by]} as text) as key, max(item_name) as sold_as,
        count(distinct iif(is_return, document_id, null)) as return_count,
        count(distinct iif(is_return and is_pending, document_id, null)) as pending_count,
        -sum(iif(is_return, quantity_milli, 0)) as quantity_milli, -sum(iif(is_return, gross_minor, 0)) as returned_minor,
        -sum(iif(is_return and is_pending, gross_minor, 0)) as pending_minor,
        sum(iif(is_return, 0, gross_minor)) as sold_minor
      from ${soldLines(period)}
      where ${isCounted}
      group by 1)
    where return_count > 0)`;
  return read.selectFrom(rows.as('returned')).selectAll().orderBy('key');
}

/** The returns behind a row, and what of each counts in it, as a positive amount. */
export function returnDocuments(
  read: Reader,
  { period, by }: { period: Period; by: ReturnKey },
  key: string,
) {
  const isMeant = sql<boolean>`is_return and cast(${keys[by]} as text) = ${key}`;
  return soldDocuments(read, period, { isMeant, amount: sql`-gross_minor` });
}
