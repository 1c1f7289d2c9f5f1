/** Edits that lost, as a manager's device lists them: the real database, with rows as the stream brings them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { standingOf, valuesOf } from '#domain/master-conflict.ts';
import { conflictCount, conflictPage, conflictsByTable, type ConflictRow } from '#queries/conflicts.ts';
import { newId } from '#schema/new-id.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-conflicts-'));
});
afterAll(() => rm(folder, { recursive: true }));

const stampOf = (device: string) => `2026-11-22T10:00:00.000Z-0000-${device}`;

interface Given {
  readonly table?: string;
  readonly record: string;
  readonly field?: string;
  readonly reason?: string;
  readonly loser: Record<string, unknown>;
  readonly winner: Record<string, unknown>;
  readonly at?: string;
  readonly by?: string;
  readonly device?: string;
}

/** As the stream brings it: values as the server's JSON. */
async function addConflict({ till }: LocalTill, given: Given): Promise<string> {
  const { table = 'items', field = 'price', reason = 'older', at = '2026-11-22T10:00:00.000Z' } = given;
  const id = newId();
  const by = given.by ?? till.user.id;
  const device = given.device ?? till.device.id;
  await till.db.power.execute(
    `insert into master_conflicts (id, location_id, edit_id, table_name, record_id, field, reason, loser_values, loser_stamp,
       loser_by, loser_device_id, winner_values, winner_stamp, winner_by, winner_device_id, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, null, null, ?)`,
    [
      id,
      till.location.id,
      newId(),
      table,
      given.record,
      field,
      reason,
      JSON.stringify(given.loser),
      stampOf(device),
      by,
      device,
      JSON.stringify(given.winner),
      at,
    ],
  );
  return id;
}

const list = ({ till }: LocalTill, filter = {}) =>
  conflictPage(till.db.read, { ...filter, limit: 100, offset: 0 }).execute();

const standing = (row: ConflictRow) =>
  standingOf({
    loser: valuesOf(row.loser_values),
    winner: valuesOf(row.winner_values),
    present: row.present === null ? null : valuesOf(row.present),
    isBarcodeTaken: row.taken_by !== null,
  });

test('[R9.1-3] the newest first, of one record or one kind of master, a page at a time', async () => {
  await using it = await openLocalTill(folder);
  const { rice, milk } = it.catalog;
  const [{ id: category } = { id: '' }] = (await it.rows('select id from categories')) as { id: string }[];
  const at = (minute: number) => `2026-11-22T10:0${minute}:00.000Z`;
  const values = { loser: { name: 'A' }, winner: { name: 'B' }, field: 'name' };
  const first = await addConflict(it, { record: rice, ...values, at: at(1) });
  const third = await addConflict(it, { record: milk, ...values, at: at(3) });
  const second = await addConflict(it, { table: 'categories', record: category, ...values, at: at(2) });
  const ids = (rows: readonly ConflictRow[]) => rows.map(({ id }) => id);
  const { read } = it.till.db;

  expect(ids(await list(it))).toEqual([third, second, first]);
  expect(ids(await conflictPage(read, { limit: 1, offset: 1 }).execute())).toEqual([second]);
  expect(ids(await list(it, { table: 'items' }))).toEqual([third, first]);
  expect(ids(await list(it, { table: 'items', recordId: rice }))).toEqual([first]);
  expect(ids(await list(it, { id: second }))).toEqual([second]);
  expect(await conflictCount(read, { table: 'items' }).execute()).toEqual([{ count: 2 }]);
  expect(await conflictCount(read).execute()).toEqual([{ count: 3 }]);
  expect((await conflictsByTable(read).execute()).toSorted((a, b) => b.count - a.count)).toEqual([
    { table_name: 'items', count: 2 },
    { table_name: 'categories', count: 1 },
  ]);
});

test('[R9.1-3] each says who, on which device, what the values name, and what there is now', async () => {
  await using it = await openLocalTill(folder);
  const { till, catalog } = it;
  await till.db.power.execute(
    `insert into location_members (id, location_id, user_id, role, display_name) values (?, ?, ?, 'manager', 'Morgan')`,
    [newId(), till.location.id, till.user.id],
  );
  await till.db.power.execute('insert into devices (id, location_id, code, name) values (?, ?, ?, ?)', [
    till.device.id,
    till.location.id,
    '07',
    'Till',
  ]);
  const [{ id: tax } = { id: '' }] = (await it.rows('select id from tax_rates')) as { id: string }[];
  const loser = { price_minor: 300, tax_rate_id: tax };
  await addConflict(it, { record: catalog.rice, loser, winner: { ...loser, price_minor: 250 } });
  const [row] = await list(it);
  expect(row).toMatchObject({
    reason: 'older',
    loser_by_name: 'Morgan',
    loser_device_code: '07',
    winner_by_name: null,
    winner_device_code: null,
    taken_by: null,
  });
  expect(JSON.parse(row!.names)).toEqual({ [tax]: 'VAT' });
  expect(valuesOf(row!.present)).toMatchObject({ name: 'Rice', price_minor: 250, is_archived: 0 });
  expect(standing(row!)).toBe('restorable');

  await it.till.db.power.execute('update items set price_minor = 275 where id = ?', [catalog.rice]);
  expect(standing((await list(it))[0]!)).toBe('changed_since');
  await it.till.db.power.execute('update items set price_minor = 300 where id = ?', [catalog.rice]);
  expect(standing((await list(it))[0]!)).toBe('in_use');
});

test('[R9.1-3] [T065] a barcode that another item has cannot be restored while it has it, nor an item that was never made', async () => {
  await using it = await openLocalTill(folder);
  const { rice, milk, riceBarcode } = it.catalog;
  await it.till.db.power.execute('update items set barcode = null where id = ?', [milk]);
  const barcode = { field: 'barcode', reason: 'barcode_taken', loser: { barcode: riceBarcode } };
  await addConflict(it, { record: milk, ...barcode, winner: { id: rice, barcode: riceBarcode } });
  const [taken] = await list(it);
  expect([standing(taken!), taken!.taken_by]).toEqual(['taken', 'Rice']);
  expect(JSON.parse(taken!.names)).toEqual({ [rice]: 'Rice' });
  await it.till.db.power.execute('update items set barcode = null where id = ?', [rice]);
  expect(standing((await list(it))[0]!)).toBe('restorable');

  const never = newId();
  await addConflict(it, {
    record: never,
    field: 'name',
    reason: 'check',
    loser: { name: 'Salt' },
    winner: { name: null },
  });
  const [refused] = await list(it, { recordId: never });
  expect([standing(refused!), refused!.present]).toEqual(['no_record', null]);
});

test('every kind of master is found with what can be set of it', async () => {
  await using it = await openLocalTill(folder);
  const ids: Record<string, unknown>[] = await it.rows(
    `select 'stock_lots' as t, id from stock_lots where batch_number = 'SOON' union all select 'location_settings', id from location_settings
     union all select 'locations', id from locations union all select 'units', id from units`,
  );
  for (const { t, id } of ids as { t: string; id: string }[])
    await addConflict(it, { table: t, record: id, loser: { name: 'A' }, winner: { name: 'B' } });
  const found = new Map((await list(it)).map((row) => [row.table_name, row]));
  expect(valuesOf(found.get('stock_lots')!.present)).toMatchObject({ batch_number: 'SOON' });
  expect(Object.values(JSON.parse(found.get('stock_lots')!.names) as object)).toEqual(['Milk']);
  expect(valuesOf(found.get('location_settings')!.present)).toMatchObject({ currency: 'USD' });
  expect(valuesOf(found.get('locations')!.present)).toEqual({ name: 'Shop', kind: 'shop' });
  expect(valuesOf(found.get('units')!.present)).toMatchObject({ symbol: 'pc', is_archived: 0 });
});

test('what a page asks of the catalog it finds by index, however large that is', async () => {
  await using it = await openLocalTill(folder);
  const { sql: text, parameters } = conflictPage(it.till.db.read, { limit: 100, offset: 0 }).compile();
  const plan = await it.till.db.power.getAll<{ detail: string }>(`explain query plan ${text}`, [
    ...parameters,
  ]);
  const scans = plan.map(({ detail }) => detail).filter((detail) => detail.startsWith('SCAN'));
  expect(scans.filter((detail) => /items|categories|stock_lots/.test(detail))).toEqual([]);
});
