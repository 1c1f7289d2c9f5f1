/**
 * Money that is in no closed shift yet, by till: what tills that close shifts
 * took after the last that they closed. A shift covers the documents of its
 * device up to a sequence, which is at the end of their numbers.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import { isWaiting } from './waiting.ts';

export interface UncountedTakings {
  readonly device_id: string;
  readonly device_code: string | null;
  readonly document_count: number;
  readonly pending_count: number;
  /** Less change, and less what was paid back. */
  readonly cash_minor: number;
  readonly card_minor: number;
  readonly since: string;
  readonly until: string;
}

const sequence = (number: RawBuilder<string>) =>
  sql<number>`cast(substr(${number}, length(rtrim(${number}, '0123456789')) + 1) as integer)`;

/** Documents of this day on, as many as their shifts are here of. */
export function uncountedTakings(read: Reader, since: string) {
  const ends = sql`(
    select device_id, entity_type, max(last_sequence) as last_sequence from (
      select s.device_id, x.entity_type, x.last_sequence from shifts s cross join shift_sources x on x.shift_id = s.id
      union all
      select o.device_id, x.value ->> 'entity_type', x.value ->> 'last_sequence'
      from outbox o cross join json_each(o.payload, '$.sources') x where ${isWaiting('shift')})
    group by 1, 2)`;
  const rows = sql<UncountedTakings>`(
    with covered as materialized ${ends},
    document as (
      select 'sales_invoice' as entity_type, d.id, d.device_id, d.printed_number as number, 0 as is_pending,
        d.client_created_at, iif(d.kind = 'return', -1, 1) as sign, y.method, y.tendered_minor - y.change_minor as amount_minor
      from sales_invoices d cross join sales_invoice_payments y on y.invoice_id = d.id
      where d.business_date >= ${since}
      union all
      select 'customer_payment', p.id, p.device_id, p.printed_number, 0, p.client_created_at, 1, p.method,
        p.tendered_minor - p.change_minor
      from customer_payments p where p.business_date >= ${since}
      union all
      select 'sales_invoice', o.entity_id, o.device_id, o.number, 1, o.client_created_at,
        iif(o.payload ->> '$.kind' = 'return', -1, 1), y.value ->> 'method',
        (y.value ->> 'tendered_minor') - (y.value ->> 'change_minor')
      from outbox o cross join json_each(o.payload, '$.payments') y
      where ${isWaiting('sales_invoice')} and o.payload ->> '$.business_date' >= ${since}
      union all
      select 'customer_payment', o.entity_id, o.device_id, o.number, 1, o.client_created_at, 1, o.payload ->> '$.method',
        (o.payload ->> '$.tendered_minor') - (o.payload ->> '$.change_minor')
      from outbox o where ${isWaiting('customer_payment')} and o.payload ->> '$.business_date' >= ${since})
    select t.device_id, (select v.code from devices v where v.id = t.device_id) as device_code,
      count(distinct t.id) as document_count, count(distinct iif(t.is_pending, t.id, null)) as pending_count,
      sum(iif(t.method = 'cash', t.sign * t.amount_minor, 0)) as cash_minor,
      sum(iif(t.method = 'card', t.sign * t.amount_minor, 0)) as card_minor,
      min(t.client_created_at) as since, max(t.client_created_at) as until
    from document t cross join covered c on c.device_id = t.device_id and c.entity_type = t.entity_type
    where ${sequence(sql`t.number`)} > c.last_sequence
    group by t.device_id)`;
  return read.selectFrom(rows.as('takings')).selectAll().orderBy('device_code');
}
