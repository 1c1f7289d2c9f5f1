/**
 * Writes edits of masters: the rows as they are, what changes of them, a stamp
 * each, one outbox record each, in one transaction. What follows from a record
 * (the row changes, a queue entry): `outbox-triggers.ts`, `edit-overlay.ts`.
 */
import type { Transaction } from '@powersync/common';
import { newId } from '#schema/new-id.ts';
import type { MasterEditPayload } from '#schema/documents/master-edit.ts';
import type { MasterTable } from '#schema/masters.ts';
import {
  editOf,
  withDefaults,
  type MasterChange,
  type MasterEdit,
  type Values,
} from '#domain/master-edit.ts';
import { laterStamp, latestStamp, nextStamp } from '#domain/stamp.ts';
import { timestamp } from '#domain/timestamp.ts';
import type { LocalDatabase } from './local-database.ts';

export interface EditMaker {
  readonly locationId: string;
  readonly deviceId: string;
  readonly nowMs: number;
}

/** Answers what was written: nothing of a change that changes nothing. Throws `MissingRow` and writes nothing where a row is not here. */
export async function writeEdits(
  { power }: LocalDatabase,
  maker: EditMaker,
  changes: readonly MasterChange[],
): Promise<readonly MasterEdit[]> {
  return power.writeTransaction(async (tx) => {
    const rows = await rowsOf(tx, changes);
    const edits: MasterEdit[] = [];
    for (const change of changes) {
      const row = rows.get(change.id) ?? null;
      if (row === null && change.kind === 'edit') throw new MissingRow(change.id);
      const edit = editOf(change, row);
      if (edit === null) continue;
      edits.push(edit);
      // The next change of the same record starts from here.
      rows.set(change.id, { ...(row ?? withDefaults(change)), ...edit.columns });
    }
    if (edits.length > 0) await insertRecords(tx, maker, edits, rows);
    return edits;
  });
}

export class MissingRow extends Error {
  constructor(id: string) {
    super(`No record ${id} is on this device.`);
  }
}

type Rows = Map<string, Values>;

async function rowsOf(tx: Transaction, changes: readonly MasterChange[]): Promise<Rows> {
  const ids = new Map<MasterTable, string[]>();
  for (const { table, id } of changes) ids.set(table, [...(ids.get(table) ?? []), id]);
  const rows: Rows = new Map();
  for (const [table, wanted] of ids) {
    const found = await tx.getAll<Values & { id: string }>(
      `select * from ${table} where id in (select value from json_each(?))`,
      [JSON.stringify(wanted)],
    );
    for (const row of found) rows.set(row.id, row);
  }
  return rows;
}

async function insertRecords(
  tx: Transaction,
  { locationId, deviceId, nowMs }: EditMaker,
  edits: readonly MasterEdit[],
  rows: ReadonlyMap<string, Values>,
): Promise<void> {
  let stamp = await latestSeen(tx, edits, rows);
  const records = edits.map((edit) => {
    stamp = nextStamp(nowMs, deviceId, stamp);
    return {
      queue_id: newId(),
      name: nameOf(rows.get(edit.id) ?? {}),
      payload: payloadOf(edit, locationId, stamp),
    };
  });
  const at = timestamp(nowMs);
  await tx.execute(
    `insert into outbox (queue_id, entity_type, entity_id, location_id, device_id, number, payload,
       client_created_at, client_updated_at, sync_status)
     select value ->> 'queue_id', 'master_update', value ->> 'queue_id', ?, ?, value ->> 'name', value -> 'payload', ?, ?, 'pending'
     from json_each(?) order by key`,
    [locationId, deviceId, at, at, JSON.stringify(records)],
  );
  await tx.execute(
    `insert into database_facts (key, value) values ('last_stamp', ?) on conflict (key) do update set value = excluded.value`,
    [stamp],
  );
}

/** Of this device, and of whoever edited these records before, sent or not. */
async function latestSeen(
  tx: Transaction,
  edits: readonly MasterEdit[],
  rows: ReadonlyMap<string, Values>,
): Promise<string | null> {
  const own = await tx.getOptional<{ value: string; was_ahead: 0 | 1 }>(lastStamp);
  return edits.reduce(
    (seen, { id }) => laterStamp(seen, latestStamp(textOf(rows.get(id)?.['stamps']))),
    own?.was_ahead === 0 ? own.value : null,
  );
}

/**
 * What the clock made while it ran ahead counts at the server as of when it
 * arrived. Once all of it is there it binds this device no more: else every
 * later edit would be from the future too, and be the newest whenever it comes.
 */
const lastStamp = `select value, coalesce((
    select sync_status = 'synced' and warnings like '%"clock_ahead"%' and not exists (
      select 1 from outbox where entity_type = 'master_update' and sync_status in ('pending', 'syncing'))
    from outbox where entity_type = 'master_update' order by position desc limit 1), 0) as was_ahead
  from database_facts where key = 'last_stamp'`;

function payloadOf({ kind, table, id, columns, previous }: MasterEdit, locationId: string, stamp: string) {
  return { kind, table, id, location_id: locationId, stamp, columns, previous } as MasterEditPayload;
}

/** What people know the record by. */
function nameOf(row: Values): string {
  return textOf(row['name']) ?? textOf(row['batch_number']) ?? '';
}

function textOf(value: string | number | null | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
