/**
 * Puts documents of another till into this one's queue, in their order: same
 * ids, same numbers, the author named. One statement: all of them or none.
 * What this device has already, in its queue or from the server, stays as it
 * is; what follows from the rest (a queue entry, nothing else): `outbox-triggers.ts`.
 */
import { inBooksSql } from '#schema/document-kinds.ts';
import type { UnsyncedFile } from '#schema/unsynced-file.ts';
import type { LocalDatabase } from './local-database.ts';

const insertRecords = `
  insert into outbox (queue_id, entity_type, entity_id, location_id, device_id, number, total_minor, payload,
    client_created_at, client_updated_at, sync_status, created_by)
  select value ->> 'queue_id', value ->> 'entity_type', value ->> 'entity_id', value ->> '$.payload.location_id',
    value ->> 'device_id', value ->> 'number', value ->> 'total_minor', value -> 'payload',
    value ->> 'client_created_at', value ->> 'client_updated_at', 'pending', value ->> 'created_by'
  from json_each(?) record
  where not ${inBooksSql(`record.value ->> 'entity_id'`)}
    and not exists (select 1 from voided_documents d where d.id = record.value ->> 'entity_id')
  order by key
  on conflict do nothing
  returning entity_id`;

/** How many were new here. */
export async function importRecords({ power }: LocalDatabase, file: UnsyncedFile): Promise<number> {
  const added = await power.writeTransaction((tx) =>
    tx.execute(insertRecords, [JSON.stringify(file.records)]),
  );
  return added.array.length;
}
