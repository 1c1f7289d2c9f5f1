import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { importUnsynced } from '#commands/import-unsynced.ts';
import { openTill, type Opened } from '#compose/open-till.ts';
import { locationDevices } from '#connector/location-devices.ts';
import { createSession } from '#connector/session.ts';
import { supabaseClient } from '#connector/supabase-client.ts';
import type { DurableStore } from '#db/platform.ts';
import type { NewDevice } from '#db/session-types.ts';
import { itemsNamed } from '#queries/items.ts';
import { canSell, onHand, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { memoryStorage, nodePlatform } from '#tests/support/node-platform.ts';
import { serverTruth, withOwner, type Person } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath, tillWorld, type TillWorld } from '#tests/support/till-world.ts';

let stack: TestStack;
/** Its `device` is the manager's, with 100 bags of rice. */
let it: TillWorld;
let folder: string;
let storage: DurableStore;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  it = await tillWorld(stack);
  folder = await mkdtemp(path.join(tmpdir(), 'flux-lost-'));
  storage = memoryStorage();
  return async () => {
    await it[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  };
});

const failing = { kind: 'status', status: 503 } as const;
const cashier = () => it.open('cashier', { folder, storage });
const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
const sequence = (number: string) => Number(number.slice(-6));

/** Whatever comes of it, unlike `openDevice`. */
async function tryToOpen(person: Person, newDevice: NewDevice = { name: 'Till' }): Promise<Opened> {
  const platform = nodePlatform(folder, storage);
  const config = { supabaseUrl: it.proxy.url, supabaseAnonKey: stack.anonKey, powersyncUrl: it.proxy.url };
  const session = createSession(supabaseClient(config, platform), platform);
  if (session.state().kind === 'never') await session.login(person.email, person.password);
  const state = session.state();
  const [membership] = state.kind === 'known' ? state.profile.memberships : [];
  const opened = await openTill({
    platform,
    session,
    config,
    membership: membership!,
    newDevice,
    onError: () => undefined,
  });
  session.close();
  return opened;
}

/** A till that has sold twelve times without the server, and was closed. */
async function soldTwelve() {
  const till = await cashier();
  it.proxy.set(pushPath, failing);
  const numbers: string[] = [];
  for (let i = 0; i < 12; i += 1) numbers.push((await sell(till, 'Rice', 1)).number);
  await until(
    'noted',
    () => storage.getItem('flux.databases'),
    (text) => text?.includes('"unsynced":12') === true,
  );
  await till.close();
  it.proxy.heal();
  return { numbers, device: till.till.device };
}

/** Spoils the pages (4 KiB each) that hold a text, or the very first. */
async function spoil(text: string | null): Promise<void> {
  const [name] = (await readdir(folder)).filter((one) => one.endsWith('.db'));
  const file = path.join(folder, name!);
  // What is still in the log would cover what is done to the file.
  const database = new DatabaseSync(file);
  database.exec('pragma wal_checkpoint(truncate)');
  database.close();
  const bytes = await readFile(file);
  for (
    let at = text === null ? 0 : bytes.indexOf(text);
    at >= 0;
    at = text === null ? -1 : bytes.indexOf(text, at + 1)
  ) {
    const page = at - (at % 4096);
    bytes.fill(0xff, page, page + 16);
  }
  await writeFile(file, bytes);
}

test('[T008] flipped bytes in the outbox: not opened; what is readable is saved and posted elsewhere, numbers go on', async () => {
  const { numbers, device } = await soldTwelve();
  const before = await serverTruth(stack, it.shop);
  await spoil(numbers[4]!);
  const opened = await tryToOpen(it.shop.cashier);
  if (opened.kind !== 'damaged') throw new Error(opened.kind);
  expect(opened.unsyncedBefore).toBe(12);
  const read = opened.readable.records.map(({ number }) => number);
  expect(read).not.toContain(numbers[4]);
  expect(read.length).toBeGreaterThan(3);
  expect(numbers).toEqual(expect.arrayContaining(read));
  expect(await serverTruth(stack, it.shop)).toEqual(before);

  await importUnsynced(it.device.till, opened.readable);
  await drained(it.device);
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: read.length, rejected: 0 });
  await opened.discard();
  await using again = await cashier();
  await canSell(again);
  expect(again.till.device).toMatchObject({ id: device.id, code: device.code });
  expect(sequence((await sell(again, 'Rice', 1)).number)).toBe(13);
  await drained(again);
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: read.length + 1, rejected: 0 });
});

test('[T008] a file that is no database any more: not opened, and what is lost is counted', async () => {
  await soldTwelve();
  await spoil(null);
  const opened = await tryToOpen(it.shop.cashier);
  if (opened.kind !== 'damaged') throw new Error(opened.kind);
  expect([opened.unsyncedBefore, opened.readable.records]).toEqual([12, []]);
  await opened.discard();
  await using again = await cashier();
  expect(sequence((await sell(again, 'Rice', 1)).number)).toBe(13);
});

test('[T008] damage in the copy of the server’s data is met by a read, and the next opening refuses the file', async () => {
  const till = await cashier();
  await till.close();
  await spoil('Rice 1kg');
  const opened = await tryToOpen(it.shop.cashier);
  if (opened.kind === 'open') {
    const { shop } = opened;
    await expect(itemsNamed(shop.till.db.read, 'Rice').execute()).rejects.toThrow(/malformed/);
    await shop.close();
    expect((await tryToOpen(it.shop.cashier)).kind).toBe('damaged');
  } else expect(opened.kind).toBe('damaged');
});

test('[T007] a till whose storage was lost says which it was: that code is retired, its last numbers are named, none comes again', async () => {
  const lost = await it.open('cashier', { folder, storage });
  const posted = await sell(lost, 'Rice', 1);
  await drained(lost);
  it.proxy.set(pushPath, failing);
  const gone = await sell(lost, 'Rice', 1);
  await lost.close();
  it.proxy.heal();
  await rm(folder, { recursive: true });
  storage = memoryStorage();
  const client = it.device.session.client;
  const tills = (await locationDevices(client, it.shop.id))!;
  const former = tills.find(({ code }) => code === lost.till.device.code)!;
  expect(tills.map(({ code }) => code)).toEqual(['01', '02']);

  folder = await mkdtemp(path.join(tmpdir(), 'flux-lost-'));
  expect(await tryToOpen(it.shop.cashier, { name: 'Till', replaces: former })).toMatchObject({
    kind: 'not_allowed',
  });
  await it.device.close();
  storage = memoryStorage();
  await rm(folder, { recursive: true });
  folder = await mkdtemp(path.join(tmpdir(), 'flux-lost-'));
  const opened = await tryToOpen(it.shop.manager, { name: 'Till', replaces: former });
  if (opened.kind !== 'open') throw new Error(JSON.stringify(opened));
  expect(opened.shop.replaced.unconfirmed()).toEqual([{ code: former.code, lastNumbers: [posted.number] }]);
  expect(gone.number > posted.number).toBe(true);
  expect(opened.shop.till.device.code).toBe('03');
  await opened.shop.close();
  const again = await tryToOpen(it.shop.manager);
  if (again.kind !== 'open') throw new Error(JSON.stringify(again));
  expect(again.shop.replaced.unconfirmed()).toHaveLength(1);
  await again.shop.replaced.confirm(former.code);
  await again.shop.close();
  const last = await tryToOpen(it.shop.manager);
  if (last.kind !== 'open') throw new Error(JSON.stringify(last));
  expect(last.shop.replaced.unconfirmed()).toEqual([]);
  await last.shop.close();
  const retired = await withOwner(stack, async (db) => {
    const { rows } = await db.query('select retired_at from public.devices where id = $1', [former.id]);
    return rows as { retired_at: Date | null }[];
  });
  expect(retired).toEqual([{ retired_at: expect.any(Date) }]);
});

test('local data is rebuilt: what was wrong in the copy is right again, drafts and numbers stay, a waiting document refuses it', async () => {
  await using till = await cashier();
  const first = await sell(till, 'Rice', 1);
  await drained(till);
  const { power } = till.till.db;
  await power.execute(`insert into drafts values (?, ?, 'sales_invoice', '{}', '')`, [
    crypto.randomUUID(),
    it.shop.id,
  ]);
  await power.execute('update items set price_minor = 1');
  it.proxy.set(pushPath, failing);
  const waiting = await sell(till, 'Rice', 1);
  expect(await till.shop.rebuild()).toBe('unsynced');
  it.proxy.heal();
  till.shop.store.syncNow();
  await drained(till);
  till.platform.setNetwork(false);
  await until(
    'seen',
    () => till.shop.store.get().connection,
    (now) => now !== 'online',
  );
  expect(await till.shop.rebuild()).toBe('no_network');
  till.platform.setNetwork(true);
  await until(
    'seen',
    () => till.shop.store.get().connection,
    (now) => now === 'online',
  );

  const before = await onHand(till, 'Rice');
  expect(await till.shop.rebuild()).toBe('rebuilding');
  await canSell(till);
  const [rice] = await until(
    'here',
    () => itemsNamed(till.till.db.read, 'Rice').execute(),
    (rows) => rows.length > 0,
  );
  expect(rice).toMatchObject({ price_minor: 250 });
  expect(await onHand(till, 'Rice')).toBe(before);
  expect(await power.getAll('select 1 from drafts')).toHaveLength(1);
  const next = await sell(till, 'Rice', 1);
  expect([first, waiting, next].map(({ number }) => sequence(number))).toEqual([1, 2, 3]);
  await drained(till);
  const sales = () => power.getAll('select id from sales_invoices');
  await until('sales are back', sales, (rows) => rows.length === 3);
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 3, balance_milli: 97_000 });
  expect(till.errors).toEqual([]);
});
