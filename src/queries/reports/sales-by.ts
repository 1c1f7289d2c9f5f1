/** What was sold in a period, by one thing or another: one row for each, and one for the whole. */
import { sql, type RawBuilder } from 'kysely';
import type { Period } from '#domain/period.ts';
import type { OffsetSpan } from '#domain/zone-offsets.ts';
import type { Reader } from '#db/local-database.ts';
import { linesNotSummed } from './sold-lines.ts';

export const salesKeys = [
  'day',
  'hour',
  'weekday',
  'item',
  'category',
  'cashier',
  'tax_rate',
  'whole',
] as const;
export type SalesKey = (typeof salesKeys)[number];

export interface SalesRow {
  /** A date, an hour '00' to '23' or weekday '0' (Sunday) to '6' of the shop, an id, a rate in ppm; empty of the whole. */
  readonly key: string;
  /** As the masters name it now, else as the document did; null where the key says it itself. */
  readonly label: string | null;
  readonly sale_count: number;
  readonly return_count: number;
  /** Sales and returns that are not in the books yet. */
  readonly pending_count: number;
  readonly quantity_milli: number;
  readonly gross_minor: number;
  readonly net_minor: number;
  readonly tax_minor: number;
  readonly discount_minor: number;
  /** What was given back, as a positive amount; it is taken off `gross_minor` already. */
  readonly returned_minor: number;
  readonly pending_minor: number;
  /** Null where the cost of any line is not known here. */
  readonly cost_minor: number | null;
}

export interface SalesQuestion {
  readonly period: Period;
  readonly by: SalesKey;
  /** Of the shop's zone, over the whole period. */
  readonly offsets: readonly OffsetSpan[];
}

/** Days that were added up already give their sums (`sum-sold-days.ts`); all else its lines. */
export function salesBy(read: Reader, { period, by, offsets }: SalesQuestion) {
  const rows = sql<SalesRow>`(
    select key, ${labels[by]} as label, sale_count, return_count, pending_count, quantity_milli, gross_minor, net_minor,
      tax_minor, discount_minor, returned_minor, pending_minor, cost_minor
    from (
      select key, max(sold_as) as sold_as, sum(sale_count) as sale_count, sum(return_count) as return_count,
        sum(pending_count) as pending_count, sum(quantity_milli) as quantity_milli, sum(gross_minor) as gross_minor,
        sum(net_minor) as net_minor, sum(tax_minor) as tax_minor, sum(discount_minor) as discount_minor,
        sum(returned_minor) as returned_minor, sum(pending_minor) as pending_minor,
        iif(count(cost_minor) = count(*), sum(cost_minor), null) as cost_minor
      from (
        select ${soldSums(keyOf(by, offsets))} from ${linesNotSummed(period)} group by 1
        union all
        select ${summed[by].key}, s.sold_as, s.sale_count, s.return_count, 0, s.quantity_milli, s.gross_minor, s.net_minor,
          s.tax_minor, s.discount_minor, s.returned_minor, 0, s.cost_minor
        from summed_days t cross join sold_days s on s.business_date = t.business_date and s.by = ${sql.lit(summed[by].by)}
        where t.business_date between ${period.from} and ${period.to})
      group by key))`;
  return read.selectFrom(rows.as('sales')).selectAll().orderBy('key');
}

/** What `sold_days` keeps the sums of; a day and a weekday are sums of whole days. */
export const summedKeys = ['whole', 'hour', 'item', 'category', 'cashier', 'tax_rate'] as const;

const own = (by: (typeof summedKeys)[number]) => ({ by, key: sql`s.key` });
const summed: Record<
  SalesKey,
  { readonly by: (typeof summedKeys)[number]; readonly key: RawBuilder<unknown> }
> = {
  day: { by: 'whole', key: sql`s.business_date` },
  weekday: { by: 'whole', key: sql`strftime('%w', s.business_date)` },
  whole: own('whole'),
  hour: own('hour'),
  item: own('item'),
  category: own('category'),
  cashier: own('cashier'),
  tax_rate: own('tax_rate'),
};

/** The columns of the sums of lines of `soldLines`, to be grouped by the first. */
export function soldSums(key: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`cast(${key} as text) as key, max(item_name) as sold_as,
    count(distinct iif(is_return, null, document_id)) as sale_count,
    count(distinct iif(is_return, document_id, null)) as return_count,
    count(distinct iif(is_pending, document_id, null)) as pending_count,
    sum(quantity_milli) as quantity_milli, sum(gross_minor) as gross_minor, sum(net_minor) as net_minor,
    sum(tax_minor) as tax_minor, sum(discount_minor) as discount_minor,
    -sum(iif(is_return, gross_minor, 0)) as returned_minor, sum(iif(is_pending, gross_minor, 0)) as pending_minor,
    iif(count(cost_minor) = count(*), sum(cost_minor), null) as cost_minor`;
}

/** SQL of the key of a line of `soldLines`. */
export function keyOf(by: SalesKey, offsets: readonly OffsetSpan[]): RawBuilder<unknown> {
  const keys: Record<SalesKey, RawBuilder<unknown>> = {
    day: sql`business_date`,
    hour: sql`strftime('%H', client_created_at, ${offsetSql(offsets)})`,
    weekday: sql`strftime('%w', business_date)`,
    item: sql`item_id`,
    category: sql`coalesce((select i.category_id from items i where i.id = item_id), '')`,
    cashier: sql`cashier_id`,
    tax_rate: sql`tax_rate_ppm`,
    whole: sql`''`,
  };
  return keys[by];
}

const none = sql`null`;
const labels: Record<SalesKey, RawBuilder<unknown>> = {
  day: none,
  hour: none,
  weekday: none,
  item: sql`coalesce((select i.name from items i where i.id = key), sold_as)`,
  category: sql`(select c.name from categories c where c.id = key)`,
  cashier: sql`(select m.display_name from location_members m where m.user_id = key limit 1)`,
  tax_rate: none,
  whole: none,
};

/** The modifier that makes local time of `client_created_at`. */
function offsetSql(offsets: readonly OffsetSpan[]): RawBuilder<string> {
  const [first, ...later] = offsets;
  const minutes = (span: OffsetSpan | undefined) => sql.lit(`${span?.offset_minutes ?? 0} minutes`);
  if (later.length === 0) return minutes(first);
  const cases = later
    .toReversed()
    .map((span) => sql`when client_created_at >= ${sql.lit(span.from)} then ${minutes(span)}`);
  return sql<string>`case ${sql.join(cases, sql` `)} else ${minutes(first)} end`;
}
