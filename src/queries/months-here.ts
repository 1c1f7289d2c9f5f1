/** Which months of sales are on this device, the newest first: found through the index of days. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';

export interface MonthHere {
  /** 'YYYY-MM' */
  readonly month: string;
  readonly sale_count: number;
}

export function monthsHere(read: Reader) {
  const rows = sql<MonthHere>`(
    select substr(business_date, 1, 7) as month, count(*) as sale_count from sales_invoices group by 1)`;
  return read.selectFrom(rows.as('months')).selectAll().orderBy('month', 'desc');
}
