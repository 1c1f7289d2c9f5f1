/** What was received in a period, at what it cost: by supplier, item or month. Which notes a row is made of is in `purchaseDocuments`. */
import { sql, type RawBuilder } from 'kysely';
import type { Period } from '#domain/period.ts';
import type { Reader } from '#db/local-database.ts';
import { recordState } from '#queries/record-state.ts';
import type { DocumentState } from '#schema/document-state.ts';
import { receivedLines, receivedOf } from './received-lines.ts';

export const purchaseKeys = ['supplier', 'item', 'month', 'whole'] as const;
export type PurchaseKey = (typeof purchaseKeys)[number];

export interface PurchaseQuestion {
  readonly period: Period;
  readonly by: PurchaseKey;
}

export interface PurchaseRow {
  /** An id, or 'YYYY-MM'; empty where a note names no supplier. */
  readonly key: string;
  readonly label: string | null;
  readonly note_count: number;
  readonly pending_count: number;
  readonly quantity_milli: number;
  readonly amount_minor: number;
  readonly pending_minor: number;
}

const keys: Record<PurchaseKey, RawBuilder<unknown>> = {
  supplier: sql`coalesce(supplier_id, '')`,
  item: sql`item_id`,
  month: sql`substr(business_date, 1, 7)`,
  whole: sql`''`,
};
const labels: Record<PurchaseKey, RawBuilder<unknown>> = {
  supplier: sql`(select s.name from suppliers s where s.id = key)`,
  item: sql`coalesce((select i.name from items i where i.id = key), received_as)`,
  month: sql`null`,
  whole: sql`null`,
};

export function purchasesBy(read: Reader, { period, by }: PurchaseQuestion) {
  const rows = sql<PurchaseRow>`(
    select key, ${labels[by]} as label, note_count, pending_count, quantity_milli, amount_minor, pending_minor
    from (
      select cast(${keys[by]} as text) as key, max(item_name) as received_as,
        count(distinct document_id) as note_count, count(distinct iif(is_pending, document_id, null)) as pending_count,
        sum(quantity_milli) as quantity_milli, sum(amount_minor) as amount_minor,
        sum(iif(is_pending, amount_minor, 0)) as pending_minor
      from ${receivedLines(period)}
      group by 1))`;
  return read.selectFrom(rows.as('received')).selectAll().orderBy('key');
}

export interface ItemCost {
  readonly item_id: string;
  /** On the last note of the period that has it, in its last line. */
  readonly unit_cost_minor: number;
  /** On the note before that, in the period or not; null where none is on this device. */
  readonly before_minor: number | null;
}

/** Of each item that was received in the period: one look into the index of its lines. */
export function lastCosts(read: Reader, period: Period) {
  const newest = sql`order by client_created_at desc, document_id desc, line_no desc limit 1`;
  const rows = sql<ItemCost>`(
    with item as materialized (select distinct item_id from ${receivedLines(period)}),
    last as materialized (
      select item_id,
        (select json_object('of', document_id, 'at', client_created_at, 'cost', unit_cost_minor)
          from ${receivedOf(sql`item.item_id`, period.to)} ${newest}) as note
      from item)
    select item_id, note ->> 'cost' as unit_cost_minor,
      (select unit_cost_minor from ${receivedOf(sql`last.item_id`, period.to)}
        where (client_created_at, document_id) < (note ->> 'at', note ->> 'of') ${newest}) as before_minor
    from last)`;
  return read.selectFrom(rows.as('cost')).selectAll().orderBy('item_id');
}

export interface ReceivedNote {
  readonly id: string;
  readonly number: string;
  readonly client_created_at: string;
  readonly sync_status: DocumentState;
  readonly supplier_name: string | null;
  readonly quantity_milli: number;
  /** What of it counts in that row. */
  readonly amount_minor: number;
}

/** Newest first. */
export function purchaseDocuments(read: Reader, { period, by }: PurchaseQuestion, key: string, limit = 500) {
  const rows = sql<ReceivedNote>`(
    select l.document_id as id, coalesce(d.grn_number, o.number) as number, l.client_created_at,
      iif(l.is_pending, ${recordState('o')}, 'synced') as sync_status,
      (select s.name from suppliers s where s.id = l.supplier_id) as supplier_name, l.quantity_milli, l.amount_minor
    from (
      select document_id, is_pending, client_created_at, supplier_id, sum(quantity_milli) as quantity_milli,
        sum(amount_minor) as amount_minor
      from ${receivedLines(period)}
      where cast(${keys[by]} as text) = ${key}
      group by document_id
      order by client_created_at desc limit ${limit}) l
    left join grns d on d.id = l.document_id
    left join outbox o on o.entity_id = l.document_id)`;
  return read.selectFrom(rows.as('note')).selectAll().orderBy('client_created_at', 'desc').orderBy('id');
}
