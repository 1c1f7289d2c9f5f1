import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
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
