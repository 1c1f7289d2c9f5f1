/**
 * What moved the stock of one item in a period, each move with what was there
 * after it: the ledger's, and those that wait. Days run on; of one day what is
 * booked comes in the order of the journal, and what waits comes after it.
 *
 * The balance is what is there now less all that has moved since, so it holds
 * only where the ledger of every month from the first day to now is here.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Period } from '#domain/period.ts';
import type { Reader } from '#db/local-database.ts';
import { onHandSql } from '#db/on-hand-rule.ts';
import { recordState } from '#queries/record-state.ts';
import { documentKinds, entityTypes, type EntityType } from '#schema/document-kinds.ts';
import type { DocumentState } from '#schema/document-state.ts';

export interface ItemMove {
  /** The line's; of one that waits, its place in the queue. */
  readonly id: string;
  readonly document_id: string;
  readonly entity_type: EntityType;
  /** Null where the document's month is not here. */
  readonly number: string | null;
  /** A sale that is one, or a return; null of other kinds. */
  readonly kind: 'sale' | 'return' | null;
  readonly sync_status: DocumentState;
  readonly business_date: string;
  readonly lot_id: string | null;
  readonly batch_number: string | null;
  readonly quantity_milli: number;
  /** By the ledger; null of what is not booked yet. */
  readonly value_minor: number | null;
  /** On hand after it. */
  readonly balance_milli: number;
}

export function itemMoves(read: Reader, itemId: string, { from, to }: Period) {
  const onHandNow = sql.raw(onHandSql('wanted.id'));
  const rows = sql<ItemMove>`(
    with moved as materialized (
      select m.id, m.document_id, m.entity_type, m.business_date, m.lot_id, m.quantity_milli, m.value_minor,
        0 as is_pending, m.journal_seq as place, 'synced' as sync_status, null as number, null as kind
      from stock_moves m where m.item_id = ${itemId} and m.business_date >= ${from}
      union all
      select cast(p.id as text), p.document_id, o.entity_type, o.payload ->> '$.business_date', p.lot_id, p.quantity_milli, null,
        1, p.id, ${recordState('o')}, o.number, iif(o.entity_type = 'sales_invoice', o.payload ->> '$.kind', null)
      from pending_moves p join outbox o on o.entity_id = p.document_id
      where p.item_id = ${itemId} and o.payload ->> '$.business_date' >= ${from}
        and not exists (select 1 from document_outcomes x where x.id = p.document_id)),
    run as (
      select *, sum(quantity_milli) over (order by business_date desc, is_pending desc, place desc, id desc) as from_here
      from moved)
    select r.id, r.document_id, r.entity_type, coalesce(r.number, ${numberOf}) as number,
      iif(r.entity_type = 'sales_invoice' and r.kind is null,
        (select d.kind from sales_invoices d where d.id = r.document_id), r.kind) as kind,
      r.sync_status, r.business_date, r.lot_id, t.batch_number, r.quantity_milli, r.value_minor, r.is_pending, r.place,
      n.on_hand_milli - r.from_here + r.quantity_milli as balance_milli
    from run r cross join (select ${onHandNow} as on_hand_milli from (select ${itemId} as id) wanted) n
    left join stock_lots t on t.id = r.lot_id
    where r.business_date <= ${to})`;
  return read
    .selectFrom(rows.as('move'))
    .select([
      'id',
      'document_id',
      'entity_type',
      'number',
      'kind',
      'sync_status',
      'business_date',
      'lot_id',
      'batch_number',
      'quantity_milli',
      'value_minor',
      'balance_milli',
    ])
    .orderBy('business_date')
    .orderBy(sql`is_pending`)
    .orderBy(sql`place`)
    .orderBy('id');
}

/** What was there when the first day began, and what is there when the last has ended: one row. */
export function itemBalances(read: Reader, itemId: string, { from, to }: Period) {
  const since = (day: string, sign: '>' | '>=') => sql`(
    coalesce((select sum(m.quantity_milli) from stock_moves m
      where m.item_id = ${itemId} and m.business_date ${sql.raw(sign)} ${day}), 0)
    + coalesce((select sum(p.quantity_milli) from pending_moves p join outbox o on o.entity_id = p.document_id
      where p.item_id = ${itemId} and o.payload ->> '$.business_date' ${sql.raw(sign)} ${day}
        and not exists (select 1 from document_outcomes x where x.id = p.document_id)), 0))`;
  const row = sql<{ readonly opening_milli: number; readonly closing_milli: number }>`(
    select n.on_hand_milli - ${since(from, '>=')} as opening_milli, n.on_hand_milli - ${since(to, '>')} as closing_milli
    from (select ${sql.raw(onHandSql('wanted.id'))} as on_hand_milli from (select ${itemId} as id) wanted) n)`;
  return read.selectFrom(row.as('balance')).selectAll();
}

/** By the key of its table, of the kind that it is. */
const numberOf: RawBuilder<string | null> = sql`case r.entity_type ${sql.join(
  entityTypes
    .filter((type) => documentKinds[type].stock !== 'none')
    .map(
      (type) =>
        sql`when ${sql.lit(type)} then (select d.${sql.ref(documentKinds[type].number)}
          from ${sql.table(documentKinds[type].table)} d where d.id = r.document_id)`,
    ),
  sql` `,
)} end`;
