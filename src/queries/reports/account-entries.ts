/**
 * What documents did to what customers owe, each exactly once, oldest first:
 * the part of a sale that is on account, what a return took off it, and
 * payments. Their sum over all time is what `queries/owed.ts` says: a record
 * that waits counts here where it counts there.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import { recordState } from '#queries/record-state.ts';
import type { DocumentState } from '#schema/document-state.ts';
import { isWaiting } from './waiting.ts';

export interface AccountEntry {
  readonly customer_id: string;
  readonly document_id: string;
  readonly kind: 'sale' | 'return' | 'payment';
  readonly number: string;
  readonly business_date: string;
  readonly client_created_at: string;
  readonly sync_status: DocumentState;
  /** Positive: owed; negative: paid, or taken off. */
  readonly amount_minor: number;
  /** When a sale has to be paid. */
  readonly due_date: string | null;
  /** How it was paid; null of sales and returns. */
  readonly method: string | null;
}

/** An imported record is owed once the server has it; any other has a row of `pending_debts` until then. */
const counts = sql<boolean>`(o.sync_status = 'synced' or exists (select 1 from pending_debts p where p.id = o.position)
  or exists (select 1 from document_outcomes x where x.id = o.entity_id))`;

/** From a day on. `isMeant`: of a column with the customer's id. */
function entries(
  read: Reader,
  since: string,
  isMeant: (customer: RawBuilder<string>) => RawBuilder<boolean>,
) {
  const waiting = sql`${counts} and ${isMeant(sql`o.payload ->> '$.customer_id'`)}
    and o.payload ->> '$.business_date' >= ${since}`;
  // The plus: by customer, not by day, of whom a shop with a million sales has few.
  const rows = sql<AccountEntry>`(
    select d.customer_id, d.id as document_id, d.kind, d.invoice_number as number, d.business_date, d.client_created_at,
      'synced' as sync_status, iif(d.kind = 'return', -y.amount_minor, y.amount_minor) as amount_minor, y.due_date,
      null as method
    from sales_invoices d cross join sales_invoice_payments y on y.invoice_id = d.id
    where ${isMeant(sql`d.customer_id`)} and +d.business_date >= ${since} and y.method = 'credit'
    union all
    select p.customer_id, p.id, 'payment', p.payment_number, p.business_date, p.client_created_at, 'synced',
      -p.amount_minor, null, p.method
    from customer_payments p where ${isMeant(sql`p.customer_id`)} and +p.business_date >= ${since}
    union all
    select o.payload ->> '$.customer_id', o.entity_id, o.payload ->> '$.kind', o.number, o.payload ->> '$.business_date',
      o.client_created_at, ${recordState('o')},
      iif(o.payload ->> '$.kind' = 'return', -1, 1) * (y.value ->> 'amount_minor'), y.value ->> 'due_date', null
    from outbox o cross join json_each(o.payload, '$.payments') y
    where ${isWaiting('sales_invoice')} and y.value ->> 'method' = 'credit' and ${waiting}
    union all
    select o.payload ->> '$.customer_id', o.entity_id, 'payment', o.number, o.payload ->> '$.business_date',
      o.client_created_at, ${recordState('o')}, -(o.payload ->> '$.amount_minor'), null, o.payload ->> '$.method'
    from outbox o where ${isWaiting('customer_payment')} and ${waiting})`;
  return (
    read
      .selectFrom(rows.as('entry'))
      .selectAll()
      .orderBy('business_date')
      .orderBy('client_created_at')
      // Of one moment the one that was made first: a number grows with its device.
      .orderBy('number')
      .orderBy('document_id')
  );
}

export function entriesOf(read: Reader, customerId: string, since: string) {
  return entries(read, since, (customer) => sql`${customer} = ${customerId}`);
}

/** Of those only who owe or may owe something. */
export function entriesOfOwing(read: Reader, since: string) {
  return entries(
    read,
    since,
    (customer) => sql`${customer} in (select b.id from customer_balances b where b.outstanding_minor > 0
      union all select q.customer_id from pending_debts q)`,
  );
}
