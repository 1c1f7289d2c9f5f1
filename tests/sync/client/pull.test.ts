/** What a device fetches, when, and what it writes down about it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastSyncs } from '#queries/catalog-progress.ts';
import { canSell, openDevice, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { startFaultProxy, type FaultProxy } from '#tests/support/fault-proxy.ts';
import { memoryStorage } from '#tests/support/node-platform.ts';
import { addShop, serverTruth, withOwner, type TestShop } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

const streamPath = '/sync/stream';

let stack: TestStack;
let proxy: FaultProxy;
let shop: TestShop;
let folder: string;
const storage = memoryStorage();

beforeAll(async () => {
  stack = await startTestStack();
  shop = await addShop(stack);
  proxy = await startFaultProxy(stack.url);
  folder = await mkdtemp(path.join(tmpdir(), 'flux-pull-'));
});
afterAll(async () => {
  await proxy.close();
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The same device each time, as after a restart. */
async function start(): Promise<Device> {
  const device = await openDevice({
    url: proxy.url,
    anonKey: stack.anonKey,
    ...shop.cashier,
    folder,
    storage,
  });
  await canSell(device);
  return device;
}

const rows = (device: Device, sql: string) => device.till.db.power.getAll<Record<string, unknown>>(sql);

/** What the device was told last of each kind, by kind. */
async function synced(device: Device): Promise<Record<string, string>> {
  const found = await lastSyncs(device.till.db.read).execute();
  return Object.fromEntries(found.map(({ entity_type, last_sync_at }) => [entity_type, last_sync_at]));
}

const setPrice = (minor: number) =>
  withOwner(stack, (db) =>
    db.query('update public.items set price_minor = $2, updated_at = now() where id = $1', [
      shop.rice,
      minor,
    ]),
  );

const priceIs = (device: Device, minor: number) =>
  until(
    `price ${minor}`,
    async () =>
      (await rows(device, `select price_minor from items where id = '${shop.rice}'`))[0]?.['price_minor'],
    (price) => price === minor,
    30_000,
  );

const kinds = ['items', 'customers', 'suppliers', 'lots', 'settings', 'documents'];

test('[R5-4] [R4.2-5] [R4.2-6] [R4.2-7] [R4.2-8] [R4.2-9] [R7.2-3] [R7.2-4] [R7.2-5] [R7.2-6] [R7.2-7] each kind of data has its last sync, for its location', async () => {
  await using device = await start();
  const times = await until(
    'every kind',
    () => synced(device),
    (found) => kinds.every((kind) => kind in found),
    60_000,
  );
  for (const kind of kinds) expect(Math.abs(Date.now() - Date.parse(times[kind]!))).toBeLessThan(120_000);
  expect(await rows(device, 'select distinct location_id from sync_meta')).toEqual([
    { location_id: shop.id },
  ]);
});

test('[R7.2-10] the last sync moves only with a pull that was complete', async () => {
  await using device = await start();
  await priceIs(device, 250);
  proxy.set('/sync', { kind: 'refuse' });
  await until(
    'stream down',
    () => device.shop.store.get().connection,
    (connection) => connection !== 'online',
  );
  // The last complete pull may still be being written down.
  await sleep(1500);
  const before = await synced(device);
  await setPrice(260);
  device.shop.store.syncNow();
  // Longer than what is written down is held back, or the end would wait for the next tick.
  await sleep(10_000);
  expect(await synced(device)).toEqual(before);
  proxy.heal();
  await priceIs(device, 260);
  await until(
    'written down',
    () => synced(device),
    (found) => found['items']! > before['items']!,
    60_000,
  );
});

test('[R7.1-1] [R7.2-2] [R7.2-8] [R7.2-9] a start pulls by itself, only what is new since the last one, and replaces it by id', async () => {
  const count = 'select (select count(*) from items) as items, (select max(op_id) from ps_oplog) as last_op';
  let before: Record<string, unknown> | undefined;
  {
    await using device = await start();
    await priceIs(device, 260);
    [before] = await rows(device, count);
  }
  await setPrice(270);
  const asked = proxy.record(streamPath);
  await using device = await start();
  await priceIs(device, 270);
  const [after] = await rows(device, count);
  expect(after!['items']).toBe(before!['items']);
  const news = await rows(
    device,
    `select row_id, op_id from ps_oplog where row_type = 'items' and op_id > ${String(before!['last_op'])}`,
  );
  expect(news).toEqual([{ row_id: shop.rice, op_id: expect.any(Number) }]);
  // It asks for each bucket from where it has got to: past what it had, by what other shops did on the same service.
  const [first] = asked.map((body) => JSON.parse(body) as { buckets: { name: string; after: string }[] });
  const known = first!.buckets.map(({ after: from }) => Number(from));
  expect(Math.max(...known)).toBeGreaterThanOrEqual(Number(before!['last_op']));
  expect(Math.max(...known)).toBeLessThan(Number(news[0]!['op_id']));
});

test('[R7-1] [R7.1-1] round after round, both ways, with nobody asking: also what was sold before a restart', async () => {
  {
    await using device = await start();
    proxy.cut();
    await sell(device, 'Rice', 1);
    expect(await pendingOf(device)).toBe(1);
  }
  proxy.heal();
  await using device = await start();
  for (let round = 1; round <= 3; round += 1) {
    await until(
      `round ${round}: sent`,
      () => pendingOf(device),
      (count) => count === 0,
      30_000,
    );
    expect(await serverTruth(stack, shop)).toMatchObject({ invoices: round });
    await setPrice(270 + round);
    await priceIs(device, 270 + round);
    if (round < 3) await sell(device, 'Rice', 1);
  }
  expect(device.errors).toEqual([]);
});

test('[R7.1-3] a stream that is down is asked for again by itself, far oftener than once a minute', async () => {
  await using device = await start();
  proxy.set('/sync', { kind: 'refuse' });
  await until(
    'stream down',
    () => device.shop.store.get().connection,
    (connection) => connection !== 'online',
  );
  const before = proxy.count(streamPath);
  await until(
    'asked again, three times',
    () => proxy.count(streamPath),
    (count) => count >= before + 3,
    30_000,
  );
  await setPrice(300);
  proxy.heal();
  await priceIs(device, 300);
});
