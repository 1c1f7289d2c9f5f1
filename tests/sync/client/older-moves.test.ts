import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropOldRecords } from '#db/settle.ts';
import { prepareDatabase } from '#db/prepare-database.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-older-'));
  it = await openLocalTill(folder);
});
afterEach(async () => {
  await it[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const rows = 'select document_id, item_id, lot_id, quantity_milli from pending_moves order by id';

/** The table of version 0.1.0 of the device, as that build wrote it. */
async function goBack(): Promise<void> {
  const { power } = it.till.db;
  await power.writeTransaction(async (tx) => {
    await tx.execute('create table kept as select * from pending_moves');
    await tx.execute('drop table pending_moves');
    await tx.execute(`create table pending_moves (id text primary key not null, document_id text not null,
      item_id text not null, lot_id text, quantity_milli integer not null)`);
    await tx.execute('create index pending_moves_item on pending_moves (item_id)');
    await tx.execute('create index pending_moves_document on pending_moves (document_id)');
    await tx.execute(`insert into pending_moves
      select lower(hex(randomblob(16))), document_id, item_id, lot_id, quantity_milli from kept order by id`);
    await tx.execute('drop table kept');
    await tx.execute('pragma user_version = 1');
  });
}

test('an older table of pending moves is brought over: nothing pending is lost, and sales go on', async () => {
  await it.post(await it.cartOf(2));
  await it.post(await it.cartOf(3));
  const before = await it.rows(rows);
  const onHand = await it.riceOnHand();
  await goBack();
  await it.till.db.power.execute(`insert into pending_moves values ('m', 'nowhere', ?, null, -1000)`, [
    it.catalog.rice,
  ]);

  await prepareDatabase(it.till.db.power);
  expect(await it.rows(rows)).toEqual([
    { document_id: 'nowhere', item_id: it.catalog.rice, lot_id: null, quantity_milli: -1000 },
    ...before,
  ]);
  expect(await it.riceOnHand()).toBe(onHand - 1000);
  expect(
    await it.rows(`select name from sqlite_master where tbl_name = 'pending_moves' and type = 'index'`),
  ).toEqual([{ name: 'pending_moves_item' }]);

  expect((await it.post(await it.cartOf(1))).kind).toBe('posted');
  expect(await it.riceOnHand()).toBe(onHand - 2000);
  await prepareDatabase(it.till.db.power);
  expect(await it.riceOnHand()).toBe(onHand - 2000);
});

test('a record is kept as long as its moves count, and no longer', async () => {
  await it.post(await it.cartOf(1));
  await it.post(await it.cartOf(1));
  const { power } = it.till.db;
  await power.execute(
    `update outbox set sync_status = 'synced', client_created_at = '2020-01-01T00:00:00.000Z'`,
  );
  await power.execute('delete from ps_crud');
  await power.execute(
    'delete from pending_moves where document_id = (select entity_id from outbox order by position limit 1)',
  );
  await dropOldRecords(power, Date.now());
  expect(
    await it.rows('select count(*) as n from outbox o join pending_moves m on m.document_id = o.entity_id'),
  ).toEqual([{ n: 1 }]);
  expect(await it.rows('select count(*) as n from outbox')).toEqual([{ n: 1 }]);
});
