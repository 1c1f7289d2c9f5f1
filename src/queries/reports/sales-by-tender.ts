/** How the sales of a period were paid, and returns paid back; what customers pay of their debts is beside it, for it is no sale. */
import { sql } from 'kysely';
import type { Period } from '#domain/period.ts';
import type { Reader } from '#db/local-database.ts';
import { notSummed } from './sold-lines.ts';
import { isWaiting } from './waiting.ts';

export interface TenderRow {
  readonly kind: 'sale' | 'return' | 'customer_payment';
  readonly method: string;
  readonly payment_count: number;
  readonly pending_count: number;
  /** Of what was bought or owed; what was given back counts below zero. */
  readonly amount_minor: number;
  /** What coins could not say, taken in or let go. */
  readonly rounding_minor: number;
}

/** Of sales, in days that were added up already it reads the sums (`sum-sold-days.ts`). */
export function salesByTender(read: Reader, period: Period) {
  const { from, to } = period;
  const rows = sql<TenderRow>`(
    select kind, method, sum(payment_count) as payment_count, sum(is_pending) as pending_count,
      sum(iif(kind = 'return', -1, 1) * amount_minor) as amount_minor,
      sum(iif(kind = 'return', -1, 1) * rounding_minor) as rounding_minor
    from (
      select d.kind, y.method, 1 as payment_count, 0 as is_pending, y.amount_minor, y.rounding_minor
      from sales_invoices d cross join sales_invoice_payments y on y.invoice_id = d.id
      where ${notSummed(period)}
      union all
      select s.kind, s.method, s.payment_count, 0, s.amount_minor, s.rounding_minor
      from summed_days t cross join sold_tenders s on s.business_date = t.business_date
      where t.business_date between ${from} and ${to}
      union all
      select o.payload ->> '$.kind', y.value ->> 'method', 1, 1, y.value ->> 'amount_minor', y.value ->> 'rounding_minor'
      from outbox o cross join json_each(o.payload, '$.payments') y
      where ${isWaiting('sales_invoice')} and o.payload ->> '$.business_date' between ${from} and ${to}
      union all
      select 'customer_payment', p.method, 1, 0, p.amount_minor, p.rounding_minor
      from customer_payments p where p.business_date between ${from} and ${to}
      union all
      select 'customer_payment', o.payload ->> '$.method', 1, 1, o.payload ->> '$.amount_minor', o.payload ->> '$.rounding_minor'
      from outbox o
      where ${isWaiting('customer_payment')} and o.payload ->> '$.business_date' between ${from} and ${to})
    group by 1, 2)`;
  return read.selectFrom(rows.as('tenders')).selectAll().orderBy('kind', 'desc').orderBy('method');
}
