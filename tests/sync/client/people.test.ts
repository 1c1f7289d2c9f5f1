import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSession } from '#connector/session.ts';
import { supabaseClient } from '#connector/supabase-client.ts';
import { databaseName } from '#db/database-name.ts';
import type { DurableStore } from '#db/platform.ts';
import { recentSales } from '#queries/recent-sales.ts';
import { canSell, openDevice, pendingOf, sell, stockUp, until, type Device } from '#tests/support/device.ts';
import { startFaultProxy, type FaultProxy } from '#tests/support/fault-proxy.ts';
import { memoryStorage, nodePlatform } from '#tests/support/node-platform.ts';
import { addShop, serverTruth, type TestShop } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

let stack: TestStack;
let shop: TestShop;
let proxy: FaultProxy;
let folder: string;
let storage: DurableStore;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

/** One tablet, with whatever people left on it. */
beforeEach(async () => {
  shop = await addShop(stack);
  proxy = await startFaultProxy(stack.url);
  folder = await mkdtemp(path.join(tmpdir(), 'flux-tablet-'));
  storage = memoryStorage();
  return async () => {
    await proxy.close();
    await rm(folder, { recursive: true });
  };
});

async function as(who: 'cashier' | 'manager'): Promise<Device> {
  const device = await openDevice({ url: proxy.url, anonKey: stack.anonKey, ...shop[who], folder, storage });
  await canSell(device);
  return device;
}

/** The session ends, as when a token is revoked; nothing else is touched. */
const endSession = () => {
  storage.removeItem('flux.session');
  storage.removeItem('flux.profile');
};
const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
const files = async () => (await readdir(folder)).filter((name) => name.endsWith('.db'));

test('[R12-6] the next person on a tablet sees nothing of the last, uploads nothing of theirs, and numbers apart from them', async () => {
  const first = await as('manager');
  await stockUp(first, 'Rice', 10);
  proxy.set('/rest/v1/rpc/push', { kind: 'status', status: 503 });
  const left = await sell(first, 'Rice', 1);
  await until(
    'counted',
    () => storage.getItem('flux.databases'),
    (text) => text?.includes('"unsynced":1') === true,
  );
  await first.close();
  endSession();
  proxy.heal();

  await using second = await as('cashier');
  expect(second.till.device.code).not.toBe(first.till.device.code);
  expect(await recentSales(second.till.db.read).execute()).toEqual([]);
  expect(await pendingOf(second)).toBe(0);
  const own = await sell(second, 'Rice', 1);
  expect(own.number).not.toBe(left.number);
  await drained(second);
  expect(await serverTruth(stack, shop)).toMatchObject({ invoices: 1 });
  await second.close();
  endSession();

  await using again = await as('manager');
  await drained(again);
  expect(await serverTruth(stack, shop)).toMatchObject({ invoices: 2, balance_milli: 8000 });
  const all = again.till.db.read.selectFrom('sales_invoices').select(['invoice_number', 'created_by']);
  const rows = await until(
    'both here',
    () => all.execute(),
    (found) => found.length === 2,
  );
  expect(new Map(rows.map((row) => [row.invoice_number, row.created_by]))).toEqual(
    new Map([
      [left.number, shop.manager.id],
      [own.number, shop.cashier.id],
    ]),
  );
});

test('[R12-5] logging out is refused while anything is unsynced, and leaves no file; the next one counts on', async () => {
  const device = await as('manager');
  await stockUp(device, 'Rice', 10);
  proxy.set('/rest/v1/rpc/push', { kind: 'status', status: 503 });
  await sell(device, 'Rice', 1);
  expect(await device.shop.unsynced()).toBe(1);
  expect(await device.shop.forget()).toBe('unsynced');
  proxy.heal();
  device.shop.store.syncNow();
  await drained(device);
  expect(await files()).toHaveLength(1);
  expect(await device.shop.forget()).toBe('forgotten');
  expect(await files()).toEqual([]);
  await device.session.logout();
  expect(device.session.state()).toEqual({ kind: 'never' });
  device.session.close();
  expect([storage.getItem('flux.session'), storage.getItem('flux.profile')]).toEqual([null, null]);

  await using next = await as('cashier');
  expect(next.till.device).toMatchObject({ id: device.till.device.id, code: device.till.device.code });
  expect((await sell(next, 'Rice', 1)).number.endsWith('-000002')).toBe(true);
});

test('[R3.1-11] a device on which nobody ever signed in says that it needs the network', async () => {
  proxy.cut();
  const platform = nodePlatform(folder, storage);
  const config = { supabaseUrl: proxy.url, supabaseAnonKey: stack.anonKey, powersyncUrl: proxy.url };
  const session = createSession(supabaseClient(config, platform), platform);
  expect(session.state()).toEqual({ kind: 'never' });
  expect(await session.login(shop.manager.email, shop.manager.password)).toEqual({ kind: 'no_network' });
  proxy.heal();
  expect(await session.login(shop.manager.email, 'wrong')).toEqual({ kind: 'wrong_credentials' });
  expect(session.state()).toEqual({ kind: 'never' });
  session.close();
});

test('[R12-1] [R12-2] no password and no token is in the database', async () => {
  const device = await as('manager');
  const { access_token, refresh_token } = JSON.parse(storage.getItem('flux.session')!) as Record<
    string,
    string
  >;
  const tables = await device.till.db.power.getAll<{ name: string }>(
    `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`,
  );
  let dump = '';
  for (const { name } of tables)
    dump += JSON.stringify(await device.till.db.power.getAll(`select * from "${name}"`));
  for (const secret of [access_token!, refresh_token!, shop.manager.password])
    expect(dump).not.toContain(secret);
  await device.close();
});

test('a file name says nothing of whose it is, and is another for each user and location', async () => {
  const names = await Promise.all([databaseName('a', 'b'), databaseName('a', 'c'), databaseName('b', 'a')]);
  expect(new Set(names).size).toBe(3);
  expect(names[0]).toMatch(/^flux-[0-9a-f]{16}\.db$/);
});
