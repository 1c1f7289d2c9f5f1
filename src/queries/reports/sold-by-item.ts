/**
 * How much of each item was sold in a period, and when last: for rates of sale.
 * An item of which nothing was sold has no row. Of days that were added up it
 * reads the sums.
 */
import { sql } from 'kysely';
import type { Period } from '#domain/period.ts';
import type { Reader } from '#db/local-database.ts';
import { linesNotSummed } from './sold-lines.ts';

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
    select item_id, sum(quantity_milli) as sold_milli, sum(pending_milli) as pending_milli, max(last_sold) as last_sold
    from (
      select item_id, quantity_milli, iif(is_pending, quantity_milli, 0) as pending_milli,
        iif(is_return, null, business_date) as last_sold
      from ${linesNotSummed(period)}
      union all
      select s.key, s.quantity_milli, 0, iif(s.sale_count > 0, s.business_date, null)
      from summed_days t cross join sold_days s on s.business_date = t.business_date and s.by = 'item'
      where t.business_date between ${period.from} and ${period.to})
    group by item_id)`;
  return read.selectFrom(rows.as('sold')).selectAll().orderBy('item_id');
}
