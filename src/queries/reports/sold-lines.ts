/**
 * Every line that was sold or given back in a period, each exactly once (design
 * section 4): the server's rows, and what this device has yet to send. A
 * document that was closed for good is in no report; one that was refused is,
 * until somebody settles it, because the goods and the money have moved.
 *
 * What was given back counts below zero. Money is as the customer pays it:
 * `gross_minor` with its tax, `net_minor` without, whatever the prices say.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Period } from '#domain/period.ts';
import { isWaiting } from './waiting.ts';

export interface SoldLine {
  readonly document_id: string;
  readonly line_id: string;
  readonly is_pending: 0 | 1;
  readonly is_return: 0 | 1;
  readonly business_date: string;
  readonly client_created_at: string;
  readonly cashier_id: string;
  readonly item_id: string;
  readonly item_name: string;
  readonly tax_rate_ppm: number;
  readonly quantity_milli: number;
  readonly gross_minor: number;
  readonly net_minor: number;
  readonly tax_minor: number;
  /** Off the price of the line; a price that was changed by hand is no discount. */
  readonly discount_minor: number;
  readonly price_minor: number;
  /** Of one unit, as the shop had it; it differs from the price where that was changed by hand. */
  readonly list_price_minor: number;
  /** Null of a sale. */
  readonly is_restocked: 0 | 1 | null;
  /** The sale that a return corrects; null without a receipt, and of a sale. */
  readonly original_id: string | null;
  readonly note: string;
  readonly approved_by: string | null;
  /** JSON array. */
  readonly approved_for: string;
  readonly approval_reason: string;
  /** What the goods were worth; of what is pending, at the item's cost. Null where the ledger of the month is not on this device. */
  readonly cost_minor: number | null;
}

export function soldLines(period: Period): RawBuilder<SoldLine> {
  return signed(sql`${booked(between(period))} union all ${waiting(period)}`);
}

/** Those of soldLines whose sums are not kept: of days that were not added up yet, and what waits. */
export function linesNotSummed(period: Period): RawBuilder<SoldLine> {
  return signed(sql`${booked(notSummed(period))} union all ${waiting(period)}`);
}

/** Those of a day that are in the books. */
export function bookedLinesOf(day: string): RawBuilder<SoldLine> {
  return signed(booked(sql`d.business_date = ${day}`));
}

const between = ({ from, to }: Period) => sql<boolean>`d.business_date between ${from} and ${to}`;

/** Of a document `d`. As a list of days, each of which the index finds: a condition on every document would be asked of every document. */
export const notSummed = ({ from, to }: Period) => sql<boolean>`d.business_date in (
  with recursive days(day) as (
    select ${from} union all select date(day, '+1 day') from days where day < ${to})
  select day from days where day not in (select s.business_date from summed_days s))`;

function signed(lines: RawBuilder<unknown>): RawBuilder<SoldLine> {
  return sql<SoldLine>`(
    select document_id, line_id, is_pending, sign < 0 as is_return, business_date, client_created_at, cashier_id, item_id, item_name,
      tax_rate_ppm, sign * quantity_milli as quantity_milli,
      sign * (amount_minor + iif(tax_mode = 'exclusive', tax_minor, 0)) as gross_minor,
      sign * (amount_minor - iif(tax_mode = 'inclusive', tax_minor, 0)) as net_minor,
      sign * tax_minor as tax_minor, sign * discount_minor as discount_minor, price_minor, list_price_minor, is_restocked,
      original_id, note, approved_by, approved_for, approval_reason, cost_minor
    from (${lines}))`;
}

function booked(isOfDays: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`
    select d.id as document_id, l.id as line_id, 0 as is_pending, iif(d.kind = 'return', -1, 1) as sign, d.business_date,
      d.client_created_at, d.cashier_id, d.tax_mode, l.item_id, l.item_name, l.tax_rate_ppm, l.quantity_milli,
      l.amount_minor, l.tax_minor, l.discount_minor, l.price_minor, l.list_price_minor, l.is_restocked, d.original_id, d.note,
      d.approved_by, d.approved_for, d.approval_reason,
      iif(l.is_restocked = 0, 0, (select -m.value_minor from stock_moves m where m.id = l.id)) as cost_minor
    from sales_invoices d cross join sales_invoice_lines l on l.invoice_id = d.id
    where ${isOfDays}`;
}

function waiting({ from, to }: Period): RawBuilder<unknown> {
  return sql`
    select o.entity_id, l.value ->> 'id', 1, iif(o.payload ->> '$.kind' = 'return', -1, 1), o.payload ->> '$.business_date',
      o.client_created_at, o.payload ->> '$.cashier_id', o.payload ->> '$.tax_mode', l.value ->> 'item_id',
      l.value ->> 'item_name', l.value ->> 'tax_rate_ppm', l.value ->> 'quantity_milli', l.value ->> 'amount_minor',
      l.value ->> 'tax_minor', l.value ->> 'discount_minor', l.value ->> 'price_minor', l.value ->> 'list_price_minor',
      l.value ->> 'is_restocked', o.payload ->> '$.original_id', o.payload ->> '$.note', o.payload ->> '$.approved_by',
      o.payload -> '$.approved_for', o.payload ->> '$.approval_reason',
      iif((l.value ->> 'is_restocked') is 0, 0, (
        select iif(o.payload ->> '$.kind' = 'return', -1, 1) * ((i.cost_minor * (l.value ->> 'quantity_milli') + 500) / 1000)
        from items i where i.id = l.value ->> 'item_id'))
    from outbox o cross join json_each(o.payload, '$.lines') l
    where ${isWaiting('sales_invoice')} and o.payload ->> '$.business_date' between ${from} and ${to}`;
}
