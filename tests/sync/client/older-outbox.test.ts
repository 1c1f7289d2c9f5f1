import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeDraft } from '#db/drafts.ts';
import { outboxTriggers } from '#db/outbox-triggers.ts';
import { prepareDatabase } from '#db/prepare-database.ts';
import { openLocalTill } from '#tests/support/local-till.ts';

test('an outbox of version 0.1.0 gets the later columns: its records stay as they are, and sales go on', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-older-'));
  await using it = await openLocalTill(folder);
  const { power } = it.till.db;
  await it.post(await it.cartOf(2));
  const before = await it.rows('select * from outbox');
  await power.writeTransaction(async (tx) => {
    for (const { name } of outboxTriggers) await tx.execute(`drop trigger ${name}`);
    for (const column of ['is_kept', 'created_by'])
      await tx.execute(`alter table outbox drop column ${column}`);
    await tx.execute('pragma user_version = 1');
  });
  await prepareDatabase(power);
  expect(await it.rows('select * from outbox')).toEqual(before);
  expect(before).toMatchObject([{ is_kept: 0, created_by: null, sync_status: 'pending' }]);
  expect((await it.post(await it.cartOf(1))).kind).toBe('posted');
  expect(await it.rows('select count(*) as n from pending_moves')).toEqual([{ n: 2 }]);
  expect(await it.rows('select last_sequence from document_counters')).toEqual([{ last_sequence: 2 }]);
  await rm(folder, { recursive: true });
});

test('[T116] rolled back: on a database that a newer build has changed, the cart, the queue and the numbers are there, and sales go on', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-newer-'));
  await using it = await openLocalTill(folder);
  const { db, location } = it.till;
  await it.post(await it.cartOf(2));
  const cart = await it.cartOf(3);
  const draft = {
    id: cart.id,
    location_id: location.id,
    entity_type: 'sales_invoice',
    payload: cart,
  } as const;
  await writeDraft(db, { ...draft, at: '2026-11-22T10:00:00.000Z' });
  const kept = async () => ({
    outbox: await it.rows('select queue_id, payload, sync_status from outbox'),
    drafts: await it.rows('select * from drafts'),
    queue: await it.rows('select data from ps_crud'),
    items: await it.rows('select id, name from items'),
  });
  const before = await kept();
  await db.power.writeTransaction(async (tx) => {
    // As docs/upgrades.md allows: what is new is nullable or has a default.
    await tx.execute('alter table outbox add column later_note text');
    await tx.execute('alter table items add column later_count integer not null default 0');
    await tx.execute('create table later_table (id text primary key not null)');
    await tx.execute(`create trigger later_trigger after insert on outbox begin
      insert into later_table values (new.queue_id); end`);
    await tx.execute('pragma user_version = 2');
  });

  await prepareDatabase(db.power);
  expect(await kept()).toEqual(before);
  expect(before.drafts).toHaveLength(1);
  expect(before.queue).toHaveLength(1);
  expect((await it.post(cart)).kind).toBe('posted');
  expect(await it.rows('select last_sequence from document_counters')).toEqual([{ last_sequence: 2 }]);
  expect(await it.rows('select count(*) as n from ps_crud')).toEqual([{ n: 2 }]);
  expect(await it.rows('select * from drafts')).toEqual([]);
  await rm(folder, { recursive: true });
});

test('the acts of version 0.1.0 about refused documents are kept, and a manager may close one that was seen', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-older-'));
  await using it = await openLocalTill(folder);
  const { power } = it.till.db;
  const index = `select name from sqlite_master where type = 'index' and tbl_name = 'settlements' and sql is not null`;
  const indexes = await it.rows(index);
  await power.writeTransaction(async (tx) => {
    await tx.execute('drop table settlements');
    await tx.execute(`create table settlements (id text primary key not null, at text not null,
      document_id text not null, act text not null check (act in ('retried', 'corrected', 'voided', 'overridden')),
      reason text not null, user_id text not null, payload_before text)`);
    await tx.execute(`insert into settlements values ('a', '2026-11-22', 'd', 'voided', 'why', 'u', null)`);
    await tx.execute('pragma user_version = 1');
  });
  const before = await it.rows('select * from settlements');
  await prepareDatabase(power);
  expect(await it.rows('select * from settlements')).toEqual(before);
  expect(await it.rows(index)).toEqual(indexes);
  await power.execute(`insert into settlements values ('b', '2026-11-22', 'd', 'dismissed', '', 'u', null)`);
  await rm(folder, { recursive: true });
});
