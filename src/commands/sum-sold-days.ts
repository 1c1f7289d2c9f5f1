/**
 * Adds up days that are over and were not added up since they changed: one a
 * transaction, a few milliseconds each, so that a sale never waits for more.
 */
import { sql } from 'kysely';
import { zoneOffsets } from '#domain/zone-offsets.ts';
import type { LocalDatabase } from '#db/local-database.ts';
import { keyOf, soldSums, summedKeys } from '#queries/reports/sales-by.ts';
import { bookedLinesOf } from '#queries/reports/sold-lines.ts';

const dayMs = 86_400_000;

export interface SumDays {
  /** A business date: it and what is later is still being sold on. */
  readonly before: string;
  /** The shop's, 'Europe/Berlin'. */
  readonly timeZone: string;
  /** After each day. */
  readonly pause: () => Promise<void>;
  readonly isStopped: () => boolean;
}

export async function sumSoldDays(db: LocalDatabase, { before, timeZone, pause, isStopped }: SumDays) {
  for (const day of await daysToSum(db, before)) {
    await pause();
    if (isStopped()) return;
    await sumDay(db, day, timeZone);
  }
}

/** The newest first: they are looked at most. Found day by day through the index, not document by document. */
async function daysToSum({ read }: LocalDatabase, before: string): Promise<readonly string[]> {
  const days = sql<{ day: string }>`(
    with recursive found(day) as (
      select max(business_date) from sales_invoices where business_date < ${before}
      union all
      select (select max(d.business_date) from sales_invoices d where d.business_date < found.day)
      from found where found.day is not null)
    select day from found where day is not null and day not in (select s.business_date from summed_days s))`;
  return (await read.selectFrom(days.as('days')).select('day').execute()).map(({ day }) => day);
}

const tendersOfDay = `
  insert into sold_tenders
  select d.business_date, d.kind, y.method, count(*), sum(y.amount_minor), sum(y.rounding_minor)
  from sales_invoices d cross join sales_invoice_payments y on y.invoice_id = d.id
  where d.business_date = ? group by 1, 2, 3`;

/** A line whose item is not here has no category yet: that day is left for later. */
async function sumDay({ power, read }: LocalDatabase, day: string, timeZone: string) {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const offsets = zoneOffsets(timeZone, noon - 2 * dayMs, noon + 2 * dayMs);
  const lines = bookedLinesOf(day);
  const parts = summedKeys.map(
    (
      by,
    ) => sql`select ${day}, ${sql.lit(by)}, key, sold_as, sale_count, return_count, quantity_milli, gross_minor, net_minor,
      tax_minor, discount_minor, returned_minor, cost_minor
      from (select ${soldSums(keyOf(by, offsets))} from lines group by 1)`,
  );
  const insert = sql`insert into sold_days
    with lines as materialized (select * from ${lines}) ${sql.join(parts, sql` union all `)}`.compile(read);
  await power.writeTransaction(async (tx) => {
    const unknown = await tx.getOptional(
      `select 1 from sales_invoices d cross join sales_invoice_lines l on l.invoice_id = d.id
       where d.business_date = ? and not exists (select 1 from items i where i.id = l.item_id) limit 1`,
      [day],
    );
    if (unknown) return;
    await tx.execute('delete from sold_days where business_date = ?', [day]);
    await tx.execute(insert.sql, [...insert.parameters]);
    await tx.execute('delete from sold_tenders where business_date = ?', [day]);
    await tx.execute(tendersOfDay, [day]);
    await tx.execute('insert or ignore into summed_days (business_date) values (?)', [day]);
  });
}
