/** deploy/README.md, "Backup" and "Restore", but for Docker: a cold copy, put back an hour's trade later. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { StackOptions } from '#stack/stack.ts';
import { startStack } from '#stack/stack.ts';
import { copyDataDir } from '#tests/support/data-dir.ts';
import { onHand, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { freePort } from '#tests/support/free-port.ts';
import { serverTruth, withOwner } from '#tests/support/shop.ts';
import { tillWorld } from '#tests/support/till-world.ts';

const salesOn = ({ till }: Device) =>
  till.db.power.getAll<{ id: string }>('select id from sales_invoices order by id');
const sent = (device: Device) =>
  until(
    'sent',
    () => pendingOf(device),
    (n) => n === 0,
  );
const here = (device: Device, count: number) =>
  until(
    `${count} sales`,
    () => salesOn(device),
    (rows) => rows.length === count,
  );

test('a backup is put back: what waited is posted, the till shows the books of the server and nothing else, its numbers go on, every law holds', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-restore-'));
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  const [dataDir, backup] = [path.join(folder, 'live'), path.join(folder, 'backup')];
  const port = await freePort();
  const start = (options: Partial<StackOptions> = {}) =>
    startStack({ port, dataDir, durable: false, ...options });

  let stack = await start();
  cleanUp.defer(() => stack.stop());
  const noDispose = { stop: () => stack.stop(), [Symbol.asyncDispose]: () => stack.stop() };
  await using it = await tillWorld({ ...stack, ...noDispose });
  const { device, shop } = it;
  const before = await sell(device, 'Rice', 1);
  await sent(device);
  await here(device, 1);

  await stack.stop();
  await copyDataDir(dataDir, backup);
  stack = await start();
  device.shop.store.syncNow();
  const lost = await sell(device, 'Rice', 10);
  await sent(device);
  await here(device, 2);

  device.platform.setNetwork(false);
  const waiting = await sell(device, 'Rice', 2);
  await stack.stop();
  await rm(dataDir, { recursive: true });
  await copyDataDir(backup, dataDir);
  // Without its slot the database is copied anew, under new bucket names.
  stack = await start({ sync: false });
  await withOwner({ databaseUri: stack.uri('supabase_admin') }, (db) =>
    db.query('select pg_drop_replication_slot(slot_name) from pg_replication_slots'),
  );
  await stack.stop();
  stack = await start();

  device.platform.setNetwork(true);
  device.shop.store.syncNow();
  await sent(device);
  await until(
    'the books of the server',
    () => salesOn(device),
    (rows) =>
      JSON.stringify(rows) === JSON.stringify([before, waiting].map(({ id }) => ({ id })).toSorted(byId)),
  );
  expect(await onHand(device, 'Rice')).toBe(97_000);
  const next = await sell(device, 'Rice', 1);
  expect(
    [before, lost, waiting, next].map(({ number }) => Number(number.slice(-6))),
    'no number comes again, that of the lost one neither',
  ).toEqual([1, 2, 3, 4]);
  await sent(device);
  expect(await serverTruth(stack, shop)).toMatchObject({
    invoices: 3,
    moves: 3,
    balance_milli: 96_000,
    rejected: 0,
  });
  await withOwner({ databaseUri: stack.uri('supabase_admin') }, async (db) => {
    expect((await db.query('select * from operating.ledger_faults')).rows).toEqual([]);
  });
  expect(device.errors).toEqual([]);
});

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
