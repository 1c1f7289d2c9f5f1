/** Edits of masters on the device, with the real database and no server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wireRecord } from '#connector/push.ts';
import { saveMasters } from '#commands/save-masters.ts';
import { exportUnsynced } from '#commands/export-unsynced.ts';
import { retryFailed } from '#commands/retry-failed.ts';
import type { Role, Till } from '#commands/till.ts';
import { unsyncedParents } from '#db/dependency.ts';
import { mendQueue, settle } from '#db/settle.ts';
import { undoOf, type MasterChange } from '#domain/master-edit.ts';
import { readUnsyncedFile, unsyncedFileText } from '#domain/unsynced-file.ts';
import { itemsNamed, itemsWithBarcode } from '#queries/items.ts';
import { queueSummary } from '#queries/outbox.ts';
import { masterEditPayload } from '#schema/documents/master-edit.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import { newId } from '#schema/new-id.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-masters-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  it = await openLocalTill(folder);
  return () => it[Symbol.asyncDispose]();
});

/** The session's role, and that of who stands there. */
function asRole(session: Role, standing: Role = session): Till {
  const of = (role: Role) => ({ ...it.till.user, role });
  return { ...it.till, user: of(session), cashier: of(standing) };
}
const save = (...changes: MasterChange[]) => saveMasters(asRole('admin'), changes);
const edit = (id: string, columns: MasterChange['columns']): MasterChange => ({
  table: 'items',
  kind: 'edit',
  id,
  columns,
});
const item = async (id: string) => (await it.rows(`select * from items where id = '${id}'`))[0];
const records = () =>
  it.till.db.read.selectFrom('outbox').selectAll().orderBy('position').execute() as Promise<OutboxRow[]>;
const queue = () => it.rows('select data from ps_crud order by id');
const payloadOf = (row: OutboxRow | undefined) => masterEditPayload.parse(JSON.parse(row?.payload ?? 'null'));

async function newItem(name: string): Promise<MasterChange> {
  const like = await item(it.catalog.rice);
  const { category_id, unit_id, tax_rate_id } = like as Record<string, string>;
  return {
    table: 'items',
    kind: 'create',
    id: newId(),
    columns: {
      name,
      category_id: category_id!,
      unit_id: unit_id!,
      tax_rate_id: tax_rate_id!,
      price_minor: 120,
    },
  };
}

test('[R3.2-22] [R5.1-2e] a saved record is on screen at once, and one record waits for the server', async () => {
  const saved = await save(edit(it.catalog.rice, { price_minor: 275 }));
  expect(saved).toMatchObject({ kind: 'saved', edits: [{ previous: { price_minor: 250 } }] });
  expect(await itemsWithBarcode(it.till.db.read, it.catalog.riceBarcode).executeTakeFirst()).toMatchObject({
    price_minor: 275,
  });
  const [record, ...others] = await records();
  expect(others).toEqual([]);
  expect(record).toMatchObject({ entity_type: 'master_update', number: 'Rice', sync_status: 'pending' });
  expect(payloadOf(record)).toMatchObject({ kind: 'edit', table: 'items', id: it.catalog.rice });
  expect(wireRecord(record!)).toMatchObject({ queue_id: record!.queue_id, entity_id: it.catalog.rice });
  expect(await queue()).toHaveLength(1);
  expect(await queueSummary(it.till.db.read).executeTakeFirst()).toMatchObject({ pending: 1, edits: 1 });
  expect(await it.rows('select * from document_counters')).toEqual([]);
});

test('an edit sends only what changed, with what belongs to it', async () => {
  const before = await item(it.catalog.rice);
  await save(edit(it.catalog.rice, { name: 'Rice', price_minor: 275, cost_minor: 100, barcode: null }));
  const { columns, previous } = payloadOf((await records())[0]);
  expect(columns).toEqual({ barcode: null, price_minor: 275, tax_rate_id: before!['tax_rate_id'] });
  expect(previous).toEqual({
    barcode: it.catalog.riceBarcode,
    price_minor: 250,
    tax_rate_id: before!['tax_rate_id'],
  });
});

test('a save that changes nothing writes nothing', async () => {
  expect(await save(edit(it.catalog.rice, { name: 'Rice', price_minor: 250 }))).toEqual({
    kind: 'saved',
    edits: [],
  });
  expect(await records()).toEqual([]);
  expect(await queue()).toEqual([]);
});

test('[R3.2-16] [R3.2-17] [R3.2-18] [R3.2-19] [R3.2-20] every master is made and changed offline; [R3.2-21] a location is changed', async () => {
  const made: readonly Omit<MasterChange, 'id'>[] = [
    { table: 'categories', kind: 'create', columns: { name: 'Tea' } },
    { table: 'units', kind: 'create', columns: { name: 'crate', symbol: 'cr' } },
    { table: 'tax_rates', kind: 'create', columns: { name: 'Zero', rate_ppm: 0 } },
    { table: 'customers', kind: 'create', columns: { name: 'Ann' } },
    { table: 'suppliers', kind: 'create', columns: { name: 'Acme' } },
  ];
  const changes = [...made.map((one) => ({ ...one, id: newId() })), await newItem('Green tea')];
  expect(await save(...changes)).toMatchObject({ kind: 'saved', edits: { length: 6 } });
  const renamed = changes.map((one) => ({ ...one, kind: 'edit' as const, columns: { name: 'Renamed' } }));
  const place = {
    table: 'locations',
    kind: 'edit',
    id: it.catalog.locationId,
    columns: { name: 'Corner' },
  } as const;
  expect(await save(...renamed, place)).toMatchObject({ kind: 'saved', edits: { length: 7 } });
  for (const { table, id } of [...changes, place]) {
    const [row] = await it.rows(`select name, location_id, created_by from ${table} where id = '${id}'`);
    expect(row, table).toMatchObject({ location_id: it.catalog.locationId });
    expect(row!['name'], table).toBe(table === 'locations' ? 'Corner' : 'Renamed');
  }
  expect(await itemsNamed(it.till.db.read, 'renamed').execute()).toHaveLength(1);
});

test('[T057] stamps grow, within one save and over any clock; an edit is later than what it has seen', async () => {
  const ahead = '2031-01-01T00:00:00.000Z-0004-aaaaaaaa-0000-4000-8000-000000000000';
  await it.till.db.power.execute('update items set stamps = ? where id = ?', [
    JSON.stringify({ name: ahead }),
    it.catalog.milk,
  ]);
  await save(edit(it.catalog.rice, { name: 'A' }), edit(it.catalog.rice, { name: 'B' }));
  await save(edit(it.catalog.milk, { name: 'C' }));
  await save(edit(it.catalog.rice, { name: 'D' }));
  const stamps = (await records()).map((row) => payloadOf(row).stamp);
  expect(stamps).toEqual(stamps.toSorted());
  expect(new Set(stamps).size).toBe(4);
  expect(stamps[1]! < ahead && stamps[2]! > ahead).toBe(true);
  expect(stamps.every((one) => one.endsWith(it.till.device.id))).toBe(true);
});

/** The session's role, that of who stands there, what is edited, and who would be needed. */
const rights: readonly [session: Role, standing: Role, table: 'items' | 'locations', needs: string | null][] =
  [
    ['cashier', 'cashier', 'items', 'manager'],
    // The server goes by whose session it is.
    ['cashier', 'manager', 'items', 'manager'],
    ['manager', 'cashier', 'items', 'manager'],
    ['manager', 'manager', 'locations', 'admin'],
    ['admin', 'manager', 'locations', 'admin'],
    ['manager', 'manager', 'items', null],
    ['admin', 'admin', 'locations', null],
  ];

test('who may edit what', async () => {
  for (const [session, standing, table, needs] of rights) {
    const id = table === 'items' ? it.catalog.rice : it.catalog.locationId;
    const change = { table, kind: 'edit', id, columns: { name: `Of ${session}` } } as const;
    const done = await saveMasters(asRole(session, standing), [change]);
    const wanted =
      needs === null ? { kind: 'saved' } : { kind: 'refused', refusal: { kind: 'not_allowed', needs } };
    expect(done, `${session} ${standing} ${table}`).toMatchObject(wanted);
    if (needs !== null) expect(await records()).toEqual([]);
  }
});

test('all of them or none: one bad field, one unknown record', async () => {
  const good = edit(it.catalog.rice, { name: 'Other' });
  expect(await save(good, edit(it.catalog.milk, { price_minor: -1 }))).toMatchObject({
    refusal: { kind: 'invalid_master', faults: [{ id: it.catalog.milk, column: 'price_minor' }] },
  });
  expect(await save(good, edit(newId(), { name: 'Nobody' }))).toMatchObject({
    refusal: { kind: 'not_found' },
  });
  expect(await records()).toEqual([]);
  expect(await item(it.catalog.rice)).toMatchObject({ name: 'Rice' });
});

test('undo puts back what was there, and archives what was new', async () => {
  const made = await newItem('Tea');
  const saved = await save(made, edit(it.catalog.rice, { name: 'Other', price_minor: 1 }));
  if (saved.kind !== 'saved') throw new Error('refused');
  await save(...undoOf(saved.edits));
  expect(await item(it.catalog.rice)).toMatchObject({ name: 'Rice', price_minor: 250 });
  expect(await item(made.id)).toMatchObject({ is_archived: 1, name: 'Tea' });
});

test('a record that is made twice, as two imports do, is made once and then changed', async () => {
  const made = await newItem('Tea');
  await save(made);
  expect(await save({ ...made, columns: { ...made.columns, price_minor: 130 } })).toMatchObject({
    edits: [{ kind: 'edit', columns: { price_minor: 130 } }],
  });
  expect(await item(made.id)).toMatchObject({ price_minor: 130 });
});

test('one that failed is queued anew with its row; one without an entry gets one; a taken one keeps no payload', async () => {
  await save(edit(it.catalog.rice, { name: 'Other' }));
  const [record] = await records();
  const { power } = it.till.db;
  await power.execute(`delete from ps_crud`);
  expect(await mendQueue(power, Date.now())).toBe(1);
  expect(await queue()).toHaveLength(1);

  await power.execute(`update outbox set sync_status = 'failed', error_code = '23514'`);
  await power.execute(`delete from ps_crud`);
  await power.execute(`update items set name = 'Rice' where id = ?`, [it.catalog.rice]);
  expect(await retryFailed(asRole('manager'), record!.queue_id)).toEqual({ kind: 'queued' });
  expect(await item(it.catalog.rice)).toMatchObject({ name: 'Other' });
  expect(await queue()).toHaveLength(1);

  await power.execute(`update outbox set sync_status = 'synced'`);
  await settle(power, false);
  expect(await records()).toMatchObject([{ payload: null, number: 'Other' }]);
});

test('[R12-5] a file of what is unsynced can be read, whatever the edits in it are of', async () => {
  const long = '\u{1F375}'.repeat(200);
  const [settings] = await it.rows('select id from location_settings');
  const changes: MasterChange[] = [
    edit(it.catalog.rice, { name: long }),
    {
      table: 'location_settings',
      kind: 'edit',
      id: String(settings!['id']),
      columns: { receipt_footer: 'Bye' },
    },
  ];
  expect(await save(...changes)).toMatchObject({ kind: 'saved', edits: { length: 2 } });
  const read = await readUnsyncedFile(unsyncedFileText(await exportUnsynced(asRole('admin'))));
  expect(read).toMatchObject({ kind: 'read', file: { records: [{ number: long }, { number: '' }] } });
});

test('[T058] of two edits of a field the newer is on screen, also when the older is tried again', async () => {
  await save(edit(it.catalog.rice, { price_minor: 300, name: 'Old' }));
  const [older] = await records();
  await it.till.db.power.execute(`update outbox set sync_status = 'failed', error_code = 'RAROL'`);
  await save(edit(it.catalog.rice, { price_minor: 320 }));
  // As the server has it, to whom the older one is unknown.
  await it.till.db.power.execute(`update items set name = 'Rice', stamps = json_remove(stamps, '$.name')`);
  expect(await retryFailed(asRole('manager'), older!.queue_id)).toEqual({ kind: 'queued' });
  expect(await item(it.catalog.rice)).toMatchObject({ price_minor: 320, name: 'Old' });
});

test('[T057] an edit is later than one of the same record that was read in from a file', async () => {
  await save(edit(it.catalog.rice, { price_minor: 300 }));
  const [own] = await records();
  const far = payloadOf(own).stamp.replace(/^\d{4}/, '2031');
  const other = {
    ...payloadOf(own),
    stamp: far,
    columns: { name: 'Of another' },
    previous: { name: 'Rice' },
  };
  await it.till.db.power.execute(
    `insert into outbox (queue_id, entity_type, entity_id, location_id, device_id, number, payload,
       client_created_at, client_updated_at, sync_status, created_by)
     select ?1, 'master_update', ?1, location_id, device_id, 'Rice', ?2, client_created_at, client_updated_at, 'pending', ?3
     from outbox limit 1`,
    [newId(), JSON.stringify(other), newId()],
  );
  expect(await item(it.catalog.rice)).toMatchObject({ name: 'Of another' });
  await save(edit(it.catalog.rice, { name: 'Mine' }));
  expect(payloadOf((await records())[2]).stamp > far).toBe(true);
});

test('what an edit waits for is the record that it names, not the location; found at once in a long queue', async () => {
  const place: MasterChange = {
    table: 'locations',
    kind: 'edit',
    id: it.catalog.locationId,
    columns: { name: 'Corner' },
  };
  const shelf: MasterChange = { table: 'categories', kind: 'create', id: newId(), columns: { name: 'Tea' } };
  const { columns, ...like } = await newItem('Tea');
  const goods = Array.from({ length: 4000 }, (_, n): MasterChange => ({
    ...like,
    id: newId(),
    columns: { ...columns, category_id: shelf.id, name: `Tea ${n}` },
  }));
  await save(place, shelf, ...goods);
  const [, parent, ...children] = await records();
  const ids = children.slice(-200).map(({ queue_id }) => queue_id);
  const startedMs = performance.now();
  const parents = await unsyncedParents(it.till.db.power, ids);
  expect(performance.now() - startedMs).toBeLessThan(1000);
  expect([...parents.keys()].toSorted()).toEqual(ids.toSorted());
  expect(new Set(parents.values())).toEqual(new Set([parent!.entity_id]));
});
