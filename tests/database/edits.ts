/** Edits of masters, as the devices of a shop make them. */
import type { Kind } from '#schema/documents/master-edit.ts';
import type { MasterTable } from '#schema/masters.ts';
import { expect } from 'vitest';
import { owner, push, type Shop } from './world.ts';

/** The stamp of a device at a time in milliseconds. */
export function stampAt(device: string, at: number, counter = 0): string {
  return `${new Date(at).toISOString()}-${counter.toString(16).padStart(4, '0')}-${device}`;
}

/** What a device stamps that has seen `stamp`, whatever its own clock says. */
export function stampAfter(device: string, stamp: string): string {
  return `${stamp.slice(0, 25)}${(Number.parseInt(stamp.slice(25, 29), 16) + 1).toString(16).padStart(4, '0')}-${device}`;
}

export interface EditInput {
  readonly device?: string;
  readonly kind?: Kind;
  readonly table?: MasterTable;
  readonly id?: string;
  readonly stamp?: string;
  readonly columns: Record<string, unknown>;
  readonly previous?: Record<string, unknown>;
}

let made = 0;

/** A record that the server accepts; of the first item of the shop, unless told. Each is later than the last. */
export function editOf(shop: Shop, edit: EditInput) {
  const { kind = 'edit', table = 'items', device = shop.deviceId } = edit;
  const id = edit.id ?? (kind === 'create' ? crypto.randomUUID() : shop.items[0]);
  const at = new Date().toISOString();
  made += 1;
  const payload: Record<string, unknown> = {
    kind,
    table,
    id,
    location_id: shop.id,
    stamp: edit.stamp ?? stampAt(device, Date.now(), made),
    columns: edit.columns,
    previous: edit.previous ?? {},
  };
  return {
    v: 1,
    queue_id: crypto.randomUUID() as string,
    entity_type: 'master_update',
    entity_id: id,
    location_id: shop.id,
    device_id: device,
    client_created_at: at,
    client_updated_at: at,
    payload,
  };
}
export type EditRecord = ReturnType<typeof editOf>;

/** An item that can be made: what one needs, and what is given. */
export async function itemOf(
  shop: Shop,
  columns: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const { rows } = await owner.query<Record<string, unknown>>(
    'select category_id, unit_id, tax_rate_id from public.items where id = $1',
    [shop.items[0]],
  );
  return { name: 'New', price_minor: 250, ...rows[0]!, ...columns };
}

export async function newDevice(shop: Shop, code: string): Promise<string> {
  const id = crypto.randomUUID();
  await owner.query(
    `insert into public.devices (id, location_id, code, name, created_by) values ($1, $2, $3, 'Till', $4)`,
    [id, shop.id, code, shop.admin],
  );
  return id;
}

/** A new item, price 250, made an hour ago; and a time since then. */
export async function newItem(
  shop: Shop,
  columns: Record<string, unknown> = {},
): Promise<{ id: string; at: number }> {
  const at = Date.now() - 3_600_000;
  const record = editOf(shop, {
    kind: 'create',
    columns: await itemOf(shop, columns),
    stamp: stampAt(shop.deviceId, at),
  });
  expect(await warningsOfPush(shop.manager, record)).toEqual([]);
  return { id: record.entity_id, at: at + 1000 };
}

/** Sends an edit that must be taken. */
export async function warningsOfPush(user: string, record: EditRecord): Promise<string[]> {
  const [result] = await push(user, [record]);
  expect(result).toMatchObject({ status: 'applied', code: null, queue_id: record.queue_id });
  return result!.warnings;
}

export type Row = Record<string, unknown> & { readonly stamps: Record<string, string> };

export async function rowOf(table: MasterTable, id: string): Promise<Row | null> {
  const { rows } = await owner.query<{ row: Row }>(
    `select to_jsonb(t) as row from public.${table} t where t.id = $1`,
    [id],
  );
  return rows[0]?.row ?? null;
}

export interface Conflict {
  readonly edit_id: string;
  readonly record_id: string;
  readonly field: string;
  readonly reason: string;
  readonly loser_values: Record<string, unknown>;
  readonly loser_stamp: string | null;
  readonly loser_by: string | null;
  readonly loser_device_id: string | null;
  readonly winner_values: Record<string, unknown>;
  readonly winner_stamp: string | null;
  readonly winner_by: string | null;
  readonly winner_device_id: string | null;
}

export async function conflictsOf(shop: Shop): Promise<Conflict[]> {
  const { rows } = await owner.query<Conflict>(
    `select edit_id, record_id, field, reason, loser_values, loser_stamp, loser_by, loser_device_id,
       winner_values, winner_stamp, winner_by, winner_device_id
     from public.master_conflicts where location_id = $1 order by created_at, field`,
    [shop.id],
  );
  return rows;
}
