/**
 * What the server refused on other tills of the location, and what is void:
 * streamed to managers only, so for a cashier there is nothing here. A document
 * of this device is in its outbox and never here.
 */
import { sql, type RawBuilder } from 'kysely';
import { inBooksSql, type EntityType } from '#schema/document-kinds.ts';
import type { Reader } from '#db/local-database.ts';
import { takenMoney, takings } from './taken-money.ts';

/** One row for each document, its latest refusal; not what is settled meanwhile. */
export function refusedElsewhere(read: Reader, limit = 200) {
  return read
    .selectFrom('rejected_documents as refused')
    .select([
      'refused.document_id as id',
      'refused.number',
      'refused.entity_type',
      'refused.code',
      'refused.message',
      'refused.tries',
      'refused.record',
      'refused.updated_at',
      // Of an edit of a master, which has no number.
      sql<string | null>`refused.record ->> '$.payload.table'`.as('master_table'),
      tillOf().as('device_code'),
      madeAt().as('client_created_at'),
      totalOf().as('total_minor'),
    ])
    .where('refused.resolved_at', 'is', null)
    .where(sql<boolean>`not exists (select 1 from rejected_documents later
      where later.document_id = refused.document_id and (later.updated_at, later.id) > (refused.updated_at, refused.id))`)
    .where(isNowhereElse('refused.document_id'))
    .where(sql<boolean>`not exists (select 1 from voided_documents v where v.id = refused.document_id)`)
    .orderBy('refused.updated_at', 'desc')
    .limit(limit);
}

/** Documents of other tills that a manager has closed for good. Their content is not kept here, the number is. */
export function voidElsewhere(read: Reader, type: EntityType, limit = 200) {
  return read
    .selectFrom('voided_documents as gone')
    .leftJoin('devices', 'devices.id', 'gone.device_id')
    .select(['gone.id', 'gone.number', 'gone.device_id', 'gone.created_at', 'devices.code as device_code'])
    .where('gone.entity_type', '=', type)
    .where(isNowhereElse('gone.id'))
    .orderBy('gone.created_at', 'desc')
    .limit(limit);
}

/** Neither made on this device nor in the books. */
function isNowhereElse(id: string): RawBuilder<boolean> {
  return sql<boolean>`(not exists (select 1 from outbox o where o.entity_id = ${sql.ref(id)})
    and not ${sql.raw(inBooksSql(id))})`;
}

/*
 * A refused record is kept as it was sent, and a bad part may be why it was
 * refused: what is no time, no number, no text counts as absent.
 */
function tillOf(): RawBuilder<string | null> {
  return sql<string | null>`(select d.code from devices d where d.id = refused.record ->> '$.device_id')`;
}

function madeAt(): RawBuilder<string> {
  return sql<string>`coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', refused.record ->> '$.client_created_at'), refused.created_at)`;
}

function totalOf(): RawBuilder<number | null> {
  const amount = (name: string) =>
    sql.raw(
      `iif(json_type(refused.record, '$.payload.${name}') = 'integer', refused.record ->> '$.payload.${name}', null)`,
    );
  return sql<number | null>`coalesce(${amount('total_minor')}, ${amount('amount_minor')})`;
}

/** One row: sales and payments whose money is taken and which the server refuses, here and for a manager on other tills (T069). */
export function unpostedTakings(read: Reader) {
  const here = read
    .selectFrom('outbox')
    .select([sql<string>`entity_type`.as('entity_type'), takenMoney('payload').as('taken_minor')])
    .where('sync_status', '=', 'failed')
    .where('entity_type', 'in', takings);
  const elsewhere = read
    .selectFrom(refusedElsewhere(read).as('document'))
    .select([
      sql<string>`entity_type`.as('entity_type'),
      takenMoney(`document.record -> '$.payload'`).as('taken_minor'),
    ])
    .where('entity_type', 'in', takings);
  return read
    .selectFrom(here.unionAll(elsewhere).as('taking'))
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.countAll<number>().filterWhere('entity_type', '=', 'customer_payment').as('payments'),
      sql<number>`coalesce(sum(taken_minor), 0)`.as('total_minor'),
    ]);
}
