/** How much of each item was sold in a period, and when last: for rates of sale. An item of which nothing was sold has no row. */
import { sql } from 'kysely';
import type { Period } from '#domain/period.ts';
import type { Reader } from '#db/local-database.ts';
import { soldLines } from './sold-lines.ts';

export interface SoldItem {
  readonly item_id: string;
  /** What came back is taken off: below zero where more came back than went. */
  readonly sold_milli: number;
  /** Of that, not in the books yet. */
  readonly pending_milli: number;
  /** Null where it only came back. */
  readonly last_sold: string | null;
}

export function soldByItem(read: Reader, period: Period) {
  const rows = sql<SoldItem>`(
    select item_id, sum(quantity_milli) as sold_milli, sum(iif(is_pending, quantity_milli, 0)) as pending_milli,
      max(iif(is_return, null, business_date)) as last_sold
    from ${soldLines(period)} group by item_id)`;
  return read.selectFrom(rows.as('sold')).selectAll().orderBy('item_id');
}
