/**
 * One document, wherever this device knows it from: the server's rows once
 * they are here, else what this device keeps to send. Both in the shape of its
 * payload, so a screen or a paper reads one thing.
 */
import { sql } from 'kysely';
import { documentKinds, type EntityType } from '#schema/document-kinds.ts';
import type { DocumentState } from '#schema/document-state.ts';
import type { Reader } from '#db/local-database.ts';
import { payloadSql } from './posted-payload.ts';
import { recordFlags, recordState } from './record-state.ts';

export interface StoredDocument {
  readonly id: string;
  /** In the books; the one on the paper, in the payload, differs only where that was taken. */
  readonly number: string;
  readonly sync_status: DocumentState;
  /** JSON array of what a manager should look at. */
  readonly flags: string;
  readonly cashier_name: string | null;
  readonly device_code: string | null;
  /** JSON of the payload of its kind (`payloads` in `schema/push.ts`). */
  readonly payload: string;
}

/** At most one row. */
export function storedDocument(read: Reader, type: EntityType, id: string) {
  const { table, number } = documentKinds[type];
  const books = sql.table(table);
  const found = sql<Omit<StoredDocument, 'cashier_name'>>`(
    select header.id, header.${sql.ref(number)} as number, 'synced' as sync_status, header.flags, header.device_id,
      ${payloadSql(type)} as payload
    from ${books} as header where header.id = ${id}
    union all
    select outbox.entity_id, outbox.number, ${recordState()}, ${recordFlags()}, outbox.device_id,
      outbox.payload
    from outbox
    where outbox.entity_id = ${id} and outbox.entity_type = ${type} and outbox.payload is not null
      and not exists (select 1 from ${books} d where d.id = ${id}))`;
  return read
    .selectFrom(found.as('document'))
    .select(['id', 'number', 'sync_status', 'flags', 'payload'])
    .select([
      sql<string | null>`(select m.display_name from location_members m
        where m.user_id = document.payload ->> '$.cashier_id' limit 1)`.as('cashier_name'),
      sql<string | null>`(select d.code from devices d where d.id = document.device_id)`.as('device_code'),
    ]);
}
