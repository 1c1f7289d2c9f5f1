/**
 * One document that the server refused, wherever this device knows it from:
 *
 *   own outbox ─► the books ─► void ─► refused on another till
 *
 * The first that has it counts: it is the furthest.
 */
import { sql, type RawBuilder } from 'kysely';
import { documentKinds, entityTypes, type EntityType } from '#schema/document-kinds.ts';
import type { DocumentState } from '#schema/document-state.ts';
import type { Reader } from '#db/local-database.ts';
import { recordState } from './record-state.ts';

export interface RefusedRow {
  readonly id: string;
  /** Null where it is not in this device's queue. */
  readonly queue_id: string | null;
  readonly number: string;
  /** What another device wrote may be none of the kinds. */
  readonly entity_type: string;
  readonly device_id: string | null;
  readonly device_code: string | null;
  readonly state: DocumentState;
  readonly code: string | null;
  readonly message: string | null;
  readonly tries: number;
  readonly refused_at: string | null;
  readonly payload: string | null;
  readonly cashier_name: string | null;
  readonly customer_name: string | null;
  readonly void_reason: string | null;
  readonly void_by: string | null;
}

const nameOf = (column: string) =>
  `(select m.display_name from location_members m where m.user_id = ${column} limit 1)`;

/** At most one row. */
export function refusedDocument(read: Reader, id: string) {
  const found = sql<Omit<RefusedRow, 'device_code' | 'cashier_name' | 'customer_name'> & { rank: number }>`(
    select 1 as rank, o.entity_id as id, o.queue_id, o.number, o.entity_type, o.device_id,
      ${recordState('o')} as state, o.error_code as code, o.last_error as message,
      o.retry_count as tries, o.last_attempt_at as refused_at, o.payload,
      v.reason as void_reason, ${sql.raw(nameOf('v.created_by'))} as void_by
    from outbox o left join voided_documents v on v.id = o.entity_id where o.entity_id = ${id}
    union all
    ${sql.join(
      entityTypes.map((type) => inBooks(type, id)),
      sql.raw(' union all '),
    )}
    union all
    select 3, v.id, null, v.number, v.entity_type, v.device_id, 'void', null, null, 0, v.created_at, null,
      v.reason, ${sql.raw(nameOf('v.created_by'))}
    from voided_documents v where v.id = ${id}
    union all
    select * from (
      select 4, r.document_id, null, r.number, r.entity_type, r.record ->> '$.device_id', 'failed', r.code, r.message,
        r.tries, r.updated_at, r.record -> '$.payload', null, null
      from rejected_documents r where r.document_id = ${id} and r.resolved_at is null
      order by r.updated_at desc limit 1)
    order by 1 limit 1)`;
  return read
    .selectFrom(found.as('document'))
    .selectAll()
    .select([
      sql<string | null>`(select d.code from devices d where d.id = document.device_id)`.as('device_code'),
      sql<string | null>`${sql.raw(nameOf(`document.payload ->> '$.cashier_id'`))}`.as('cashier_name'),
      sql<
        string | null
      >`(select c.name from customers c where c.id = document.payload ->> '$.customer_id')`.as(
        'customer_name',
      ),
    ]);
}

function inBooks(type: EntityType, id: string): RawBuilder<unknown> {
  const { table, number } = documentKinds[type];
  return sql`select 2, d.id, null, d.${sql.ref(number)}, ${sql.lit(type)}, d.device_id, 'synced', null, null, 0, null, null, null, null
    from ${sql.table(table)} d where d.id = ${id}`;
}

/** What the lines name, as the catalog has it now. */
export function lineItems(read: Reader, itemIds: readonly string[]) {
  return read
    .selectFrom('items')
    .innerJoin('units', 'units.id', 'items.unit_id')
    .select(['items.id', 'items.is_batch_tracked', 'units.quantity_decimals'])
    .where('items.id', 'in', listed(itemIds));
}

export function lotsById(read: Reader, lotIds: readonly string[]) {
  return read
    .selectFrom('stock_lots')
    .select(['id', 'batch_number', 'expiry_date'])
    .where('id', 'in', listed(lotIds));
}

/** One parameter, however many. */
function listed(ids: readonly string[]) {
  return sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;
}
