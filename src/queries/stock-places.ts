/** What lies where, and what moved it: texts of SQL on which queries about items and their batches build. */
import { sql, type RawBuilder } from 'kysely';
import { documentKinds, entityTypes, type EntityType } from '#schema/document-kinds.ts';
import { dismissedWarning, voidWarning } from '#schema/document-state.ts';
import { payloadSql } from './posted-payload.ts';

/** Rows of `item_id` and `lot_id`: every place that ever had stock, also what this device alone knows of. */
export const stockedPlaces = sql`select b.item_id, b.lot_id from stock_balances b
  union select m.item_id, m.lot_id from pending_moves m`;

const moving = entityTypes.filter((type) => documentKinds[type].stock !== 'none');

/**
 * Rows of `item_id`, `lot_id`, `quantity_milli` and `at`: all that documents
 * made after a time did to stock, whoever made them, each once: from the
 * books, else from what this device keeps to send. The kind gives the sign, and
 * what came back and was thrown away moved nothing, as in `db/outbox-triggers.ts`;
 * what was refused counts as long as it does in stock.
 */
export function movedSince(locationId: string, since: RawBuilder<unknown>): RawBuilder<unknown> {
  const ofKind = (type: EntityType) => {
    const books = sql.table(documentKinds[type].table);
    const stock = sql.lit(documentKinds[type].stock);
    return sql`
      select ${stock} as stock, header.client_created_at as at, ${payloadSql(type)} as payload
      from ${books} as header where header.client_created_at > ${since} and header.location_id = ${locationId}
      union all
      select ${stock}, o.client_created_at, o.payload from outbox o
      where o.entity_type = ${sql.lit(type)} and o.payload is not null and o.created_by is null
        and o.client_created_at > ${since}
        and coalesce(o.warnings, '') not in (${voidWarning}, ${dismissedWarning})
        and (o.sync_status <> 'failed' or exists (select 1 from pending_moves m where m.document_id = o.entity_id))
        and not exists (select 1 from ${books} d where d.id = o.entity_id)`;
  };
  return sql`select l.value ->> 'item_id' as item_id, l.value ->> 'lot_id' as lot_id, d.at,
      (l.value ->> 'quantity_milli') * iif(d.stock = 'out' and d.payload ->> '$.kind' is not 'return', -1, 1) as quantity_milli
    from (${sql.join(moving.map(ofKind), sql.raw(' union all '))}) d, json_each(d.payload, '$.lines') l
    where l.value ->> 'is_restocked' is not 0`;
}

/** 1 while documents are on their way whose stock is here already: what moved since a time is then not known. */
export function documentsBehind(locationId: string): RawBuilder<0 | 1> {
  const last = entityTypes.map(
    (type) =>
      sql`select max(d.journal_seq) as seq from ${sql.table(documentKinds[type].table)} d where d.location_id = ${locationId}`,
  );
  return sql<
    0 | 1
  >`coalesce((select head.journal_seq from location_journal_heads head where head.location_id = ${locationId})
    > (select max(seq) from (${sql.join(last, sql.raw(' union all '))})), 0)`;
}
