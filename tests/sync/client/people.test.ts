import { copyFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { exportUnsynced } from '#commands/export-unsynced.ts';
import { pushTo, wireRecord } from '#connector/push.ts';
import { createSession } from '#connector/session.ts';
import { supabaseClient } from '#connector/supabase-client.ts';
import { databaseName } from '#db/database-name.ts';
import type { DurableStore } from '#db/platform.ts';
import { recentSales } from '#queries/recent-sales.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import { pendingOf, sell, stockUp, until } from '#tests/support/device.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { nodePlatform } from '#tests/support/node-platform.ts';
import { drained, pause, sessionWorld, type SessionWorld } from '#tests/support/session-world.ts';
import { addCashier, serverTruth, withOwner, type TestShop } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath } from '#tests/support/till-world.ts';

let stack: TestStack;
/** One tablet, with whatever people left on it. */
let it: SessionWorld;
let shop: TestShop;
let proxy: FaultProxy;
let storage: DurableStore;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  it = await sessionWorld(stack);
  ({ shop, proxy, storage } = it);
  return () => it[Symbol.asyncDispose]();
});

const as = (who: 'cashier' | 'manager') => it.open(shop[who]);

/** The session ends, as when a token is revoked; nothing else is touched. */
const endSession = () => {
  storage.removeItem('flux.session');
  storage.removeItem('flux.profile');
};
const files = async () => (await readdir(it.folder)).filter((name) => name.endsWith('.db'));

test('[T083] [R12-6] the next person on a tablet sees nothing of the last, uploads nothing of theirs, and numbers apart from them', async () => {
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

test('[T084] [R12-6] while somebody else is signed in nothing of the first goes out: not from their open database, not from a copy of its file, not by the bare RPC', async () => {
  const second = await addCashier(stack, shop);
  const first = await as('cashier');
  it.goOffline(first);
  const left = await sell(first, 'Rice', 1);
  proxy.heal();
  const otherTab = await it.signIn(second, storage);
  first.platform.setNetwork(true);
  first.shop.store.syncNow();
  await pause(3000);
  expect(proxy.count(pushPath)).toBe(0);
  expect(await pendingOf(first)).toBe(1);
  const [row] = await first.till.db.power.getAll<OutboxRow>('select * from outbox');
  await first.close();

  const [fileOfFirst, fileOfSecond] = await Promise.all([
    databaseName(shop.cashier.id, shop.id),
    databaseName(second.id, shop.id),
  ]);
  for (const name of (await readdir(it.folder)).filter((one) => one.startsWith(fileOfFirst))) {
    const copy = name.replace(fileOfFirst, fileOfSecond);
    await copyFile(path.join(it.folder, name), path.join(it.folder, copy));
  }
  await expect(it.open(second)).rejects.toThrow('A foreign database.');

  const record = { created_by: shop.cashier.id, ...wireRecord(row!) };
  const answer = await pushTo(otherTab.client)([record], new AbortController().signal);
  expect(answer).toMatchObject({ kind: 'answered', results: [{ status: 'rejected', code: 'RAROL' }] });
  expect(await serverTruth(stack, shop)).toMatchObject({ invoices: 0, moves: 0 });
  otherTab.close();
  endSession();

  await using again = await as('cashier');
  await drained(again);
  const { rows } = await withOwner(stack, (db) =>
    db.query('select invoice_number, created_by from public.sales_invoices where location_id = $1', [
      shop.id,
    ]),
  );
  expect(rows).toEqual([{ invoice_number: left.number, created_by: shop.cashier.id }]);
});

test('[T095] [R10.1-4a] [R10.1-4b] [R10.1-4c] who works here no more: the rows of the location leave the device, and what was not sent is failed, there after a restart, and saved in a file', async () => {
  const device = await as('cashier');
  it.goOffline(device);
  const left = [await sell(device, 'Rice', 1), await sell(device, 'Rice', 2)];
  await withOwner(stack, (db) =>
    db.query('delete from public.location_members where location_id = $1 and user_id = $2', [
      shop.id,
      shop.cashier.id,
    ]),
  );
  it.goOnline(device);
  const rowsHere = async (table: string) =>
    (await device.till.db.power.get<{ n: number }>(`select count(*) as n from "${table}"`)).n;
  for (const table of ['items', 'location_members', 'stock_lots', 'location_settings'])
    await until(
      `${table} gone`,
      () => rowsHere(table),
      (n) => n === 0,
    );
  const failed = { sync_status: 'failed', error_code: 'RALOC' };
  const records = left.map(({ id, number }) => ({ entity_id: id, number, ...failed }));
  expect((await exportUnsynced(device.till)).records).toMatchObject(records);
  expect(await device.shop.unsynced()).toBe(2);
  await device.close();

  const pushes = proxy.count(pushPath);
  await using again = await it.open(shop.cashier);
  again.shop.store.syncNow();
  await pause(1000);
  expect((await exportUnsynced(again.till)).records).toMatchObject(records);
  expect(proxy.count(pushPath)).toBe(pushes);
  expect(await serverTruth(stack, shop)).toMatchObject({ invoices: 0, rejected: 0 });
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
  const platform = nodePlatform(it.folder, storage);
  const config = { supabaseUrl: proxy.url, supabaseAnonKey: stack.anonKey, powersyncUrl: proxy.url };
  const session = createSession(supabaseClient(config, platform), platform);
  expect(session.state()).toEqual({ kind: 'never' });
  expect(await session.login(shop.manager.email, shop.manager.password)).toEqual({ kind: 'no_network' });
  proxy.heal();
  expect(await session.login(shop.manager.email, 'wrong')).toEqual({ kind: 'wrong_credentials' });
  expect(session.state()).toEqual({ kind: 'never' });
  session.close();
});

test('[T114] [R12-1] [R12-2] no password and no token is in the database', async () => {
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
