/**
 * A newer app with an older server: a deployment in the wrong order, or half
 * done. What the server does not know yet is held on the device, in clear
 * words; once the migrations are run it posts, once.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { pushTo, type Push } from '#connector/push.ts';
import { outboxRecords } from '#queries/outbox.ts';
import type { PushRecord } from '#schema/push.ts';
import { places } from '#stack/config.ts';
import { startStack } from '#stack/stack.ts';
import { countSome } from '#tests/support/counting.ts';
import { pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { serverTruth, withOwner } from '#tests/support/shop.ts';
import { startTestStack } from '#tests/support/stack.ts';
import { tillWorld } from '#tests/support/till-world.ts';

/** Counting stock, returns and the ledger's stream came with it or later; the last one is how a server says that it is older. */
const firstMissing = '20261125000400';
const kept = '20261128001000';

async function olderMigrations(dir: string): Promise<string> {
  await mkdir(dir);
  for (const file of await readdir(places.migrations))
    if (file < firstMissing || file.startsWith(kept))
      await cp(path.join(places.migrations, file), path.join(dir, file));
  return dir;
}

/** Without what those migrations made: two tables, a column, a stream. */
async function olderRules(file: string): Promise<string> {
  const rules = await readFile(places.rules, 'utf8');
  const lines = rules.replace(/^  ledger:\n(?: {4}.*\n)+/m, '').split('\n');
  await writeFile(file, lines.filter((line) => !/ stock_count|original_month/.test(line)).join('\n'));
  return file;
}

const held = (device: Device, code: string) =>
  until(
    `held as ${code}`,
    () => device.shop.store.get().held,
    (now) => now?.code === code,
  );
const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
const statuses = async (device: Device) =>
  (await outboxRecords(device.till.db.read).execute()).slice(0, 2).map((one) => one.sync_status);

test('[T117] a kind of document and a stream that the server does not have yet: held in clear words, all else syncs; after the migrations it posts once', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-older-server-'));
  const dataDir = path.join(dir, 'data');
  const older = {
    migrationsDir: await olderMigrations(path.join(dir, 'migrations')),
    rulesPath: await olderRules(path.join(dir, 'sync-rules.yaml')),
  };
  const options = { port: 0, durable: false, dataDir };
  const before = await startTestStack({ ...options, ...older });
  const it = await tillWorld(before);
  const { device, shop } = it;
  const month = new Date().toISOString().slice(0, 7);
  await device.shop.monthData.ask([month], 7);
  // What the older server knows, it takes.
  await sell(device, 'Rice', 1);
  await drained(device);
  expect(await serverTruth(before, shop)).toMatchObject({ invoices: 1, rejected: 0 });

  await countSome(device.till, 'K7Q4M', { Rice: 90 });
  await sell(device, 'Rice', 2);
  expect(await held(device, 'RHKND')).toMatchObject({
    message: 'App and server are of different versions: the server does not know this kind of document.',
  });
  expect(await statuses(device)).toEqual(['pending', 'pending']);
  expect(await serverTruth(before, shop)).toMatchObject({ invoices: 1, rejected: 0 });
  // The stream that is not there yet keeps nothing else from coming.
  expect(device.shop.store.get().connection).toBe('online');
  expect(device.shop.monthData.states([month])).toMatchObject([{ isHere: false, hasDocuments: true }]);

  await before.stop();
  const after = await startStack({ ...options, port: before.port });
  try {
    device.shop.store.syncNow();
    await drained(device);
    expect(await serverTruth(after, shop)).toMatchObject({ invoices: 2, rejected: 0, balance_milli: 97_000 });
    const counts = await withOwner(after, (db) => db.query('select status from public.stock_counts'));
    expect(counts.rows).toEqual([{ status: 'posted' }]);
    await until(
      'the ledger is here',
      () => device.shop.monthData.states([month])[0],
      (state) => state?.isHere === true,
    );
    expect(device.errors).toEqual([]);
  } finally {
    await it[Symbol.asyncDispose]();
    await after.stop();
    await rm(dir, { recursive: true, force: true });
  }
});

const halfDone = [
  [
    'function',
    'PGRST202',
    'alter function public.push(jsonb) rename to push_later',
    'alter function public.push_later(jsonb) rename to push',
  ],
  [
    'column',
    '42703',
    'alter table public.sales_invoices rename note to note_later',
    'alter table public.sales_invoices rename note_later to note',
  ],
] as const;

test('[T117] [T021] a function or a column that the server lacks: held, and posted once when it is there', async () => {
  // Never one that is given: it is broken and mended.
  await using stack = await startTestStack({ port: 0 });
  await using it = await tillWorld(stack);
  const { device, shop } = it;
  const asSuperuser = (text: string) =>
    withOwner({ ...stack, databaseUri: stack.uri('supabase_admin') }, (db) => db.query(text));
  for (const [n, [what, code, take, give]] of halfDone.entries()) {
    await asSuperuser(take);
    await sell(device, 'Rice', 1);
    expect((await held(device, code))?.message, what).not.toBe('');
    expect((await statuses(device))[0], what).toBe('pending');
    expect(await serverTruth(stack, shop), what).toMatchObject({ invoices: n, rejected: 0 });
    await asSuperuser(give);
    device.shop.store.syncNow();
    await drained(device);
    expect(await serverTruth(stack, shop), what).toMatchObject({
      invoices: n + 1,
      moves: n + 1,
      rejected: 0,
    });
  }
  expect(device.errors).toEqual([]);
});

test('[T117] a version of records that the server does not know: held in clear words, nothing is kept as refused, and it posts once when they agree', async () => {
  await using stack = await startTestStack({ port: 0 });
  await using it = await tillWorld(stack);
  let v = 2;
  // As a newer build would say it.
  const push = ({ client }: Device['session']): Push => {
    const honest = pushTo(client);
    return (records, stop) =>
      honest(
        records.map((one) => ({ ...one, v }) as PushRecord),
        stop,
      );
  };
  await using device = await it.open('cashier', { push });
  await sell(device, 'Rice', 1);
  await sell(device, 'Rice', 2);
  expect(await held(device, 'RHVER')).toMatchObject({
    message: 'App and server are of different versions: the server does not take records of this one.',
  });
  expect(await statuses(device)).toEqual(['pending', 'pending']);
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 0, rejected: 0 });
  v = 1;
  device.shop.store.syncNow();
  await drained(device);
  expect(await serverTruth(stack, it.shop)).toMatchObject({
    invoices: 2,
    rejected: 0,
    balance_milli: 97_000,
  });
});
