/**
 * What was taken off prices in a period: discounts (of a line, and each line's
 * part of what the whole sale was given, which the books keep as one sum), and
 * prices changed by hand. Of goods that came back it counts below zero.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Period } from '#domain/period.ts';
import type { Reader } from '#db/local-database.ts';
import { recordState } from '#queries/record-state.ts';
import type { DocumentState } from '#schema/document-state.ts';
import { soldDocuments } from './sales-documents.ts';
import { soldLines } from './sold-lines.ts';

export const discountKeys = ['cashier', 'reason', 'item', 'approver', 'whole'] as const;
export type DiscountKey = (typeof discountKeys)[number];

export interface DiscountRow {
  /** An id, or a reason in somebody's words; empty where there is none. */
  readonly key: string;
  readonly label: string | null;
  /** Sales and returns with any of it; those of them that are not in the books yet. */
  readonly document_count: number;
  readonly pending_count: number;
  readonly discount_minor: number;
  /** Prices changed downwards, as an amount off; and upwards. */
  readonly lowered_minor: number;
  readonly raised_minor: number;
  /** What was sold: by that cashier, of that item; of a reason and an approver in those lines alone. */
  readonly gross_minor: number;
}

const isGiven = sql<boolean>`(discount_minor <> 0 or price_minor <> list_price_minor)`;
/** Half a minor unit is away from zero, as in `domain/rounding.ts`. */
const change = sql<number>`((price_minor - list_price_minor) * quantity_milli
  + iif((price_minor < list_price_minor) <> (quantity_milli < 0), -500, 500)) / 1000`;
const lowered = sql<number>`iif(price_minor < list_price_minor, -(${change}), 0)`;
const raised = sql<number>`iif(price_minor > list_price_minor, ${change}, 0)`;
/** A manager's yes to something else is none to this. */
const isApproved = sql<boolean>`(instr(approved_for, '"price"') > 0 or instr(approved_for, '"discount"') > 0)`;

const keys: Record<DiscountKey, RawBuilder<unknown>> = {
  cashier: sql`cashier_id`,
  reason: sql`iif(${isApproved}, trim(approval_reason), '')`,
  item: sql`item_id`,
  approver: sql`iif(${isApproved}, coalesce(approved_by, ''), '')`,
  whole: sql`''`,
};
const member = sql`(select m.display_name from location_members m where m.user_id = key limit 1)`;
const labels: Record<DiscountKey, RawBuilder<unknown>> = {
  cashier: member,
  reason: sql`null`,
  item: sql`coalesce((select i.name from items i where i.id = key), sold_as)`,
  approver: member,
  whole: sql`null`,
};

export function discountsBy(read: Reader, { period, by }: { period: Period; by: DiscountKey }) {
  const isCounted = by === 'reason' || by === 'approver' ? isGiven : sql`true`;
  const rows = sql<DiscountRow>`(
    select key, ${labels[by]} as label, document_count, pending_count, discount_minor, lowered_minor, raised_minor, gross_minor
    from (
      select cast(${keys[by]} as text) as key, max(item_name) as sold_as,
        count(distinct iif(${isGiven}, document_id, null)) as document_count,
        count(distinct iif(is_pending and ${isGiven}, document_id, null)) as pending_count,
        sum(discount_minor) as discount_minor, sum(${lowered}) as lowered_minor, sum(${raised}) as raised_minor,
        sum(gross_minor) as gross_minor
      from ${soldLines(period)}
      where ${isCounted}
      group by 1)
    where document_count > 0)`;
  return read.selectFrom(rows.as('given')).selectAll().orderBy('key');
}

/** The documents behind a row, and what each took off in all. */
export function discountDocuments(
  read: Reader,
  { period, by }: { period: Period; by: DiscountKey },
  key: string,
) {
  const isMeant = sql<boolean>`${isGiven} and cast(${keys[by]} as text) = ${key}`;
  return soldDocuments(read, period, { isMeant, amount: sql`discount_minor + ${lowered} - ${raised}` });
}

export interface ChangedPrice {
  readonly line_id: string;
  readonly document_id: string;
  readonly number: string;
  readonly sync_status: DocumentState;
  readonly is_return: 0 | 1;
  readonly client_created_at: string;
  readonly item_name: string;
  readonly quantity_milli: number;
  /** Of one unit: what the shop asked, and what was asked of the customer. */
  readonly list_price_minor: number;
  readonly price_minor: number;
  readonly cashier_name: string | null;
  /** Null where nobody said yes to it. */
  readonly approver_name: string | null;
  readonly approval_reason: string;
}

/** Every price that was changed by hand, newest first. */
export function changedPrices(read: Reader, period: Period, limit = 500) {
  const nameOf = (id: RawBuilder<unknown>) =>
    sql`(select m.display_name from location_members m where m.user_id = ${id} limit 1)`;
  const rows = sql<ChangedPrice>`(
    select s.line_id, s.document_id, coalesce(d.invoice_number, o.number) as number, iif(s.is_pending, ${recordState('o')}, 'synced') as sync_status,
      s.is_return, s.client_created_at, s.item_name, s.quantity_milli, s.list_price_minor, s.price_minor,
      ${nameOf(sql`s.cashier_id`)} as cashier_name, ${nameOf(sql`s.approver_id`)} as approver_name, s.reason as approval_reason
    from (
      select *, iif(instr(approved_for, '"price"') > 0, approved_by, null) as approver_id,
        iif(instr(approved_for, '"price"') > 0, approval_reason, '') as reason
      from ${soldLines(period)}
      where price_minor <> list_price_minor
      order by client_created_at desc, document_id limit ${limit}) s
    left join sales_invoices d on d.id = s.document_id
    left join outbox o on o.entity_id = s.document_id)`;
  return read.selectFrom(rows.as('price')).selectAll();
}
