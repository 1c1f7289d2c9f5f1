import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postSale } from '#commands/post-sale.ts';
import { retryFailed } from '#commands/retry-failed.ts';
import { addItem, newCart } from '#domain/cart.ts';
import { itemsNamed } from '#queries/items.ts';
import { outboxRecords } from '#queries/outbox.ts';
import { recentSales } from '#queries/recent-sales.ts';
import { settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';
import { onHand, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { newCustomer } from '#tests/support/credit.ts';
import { everyKind } from '#tests/support/every-kind.ts';
import type { Fault } from '#tests/support/fault-proxy.ts';
import { memoryStorage } from '#tests/support/node-platform.ts';
import { isSoak, testInSoak } from '#tests/support/soak.ts';
import { addShop, serverTruth, withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath, tillWorld, type TillWorld } from '#tests/support/till-world.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const record = async (device: Device) => (await outboxRecords(device.till.db.read).execute())[0];
const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );

/** Posts under a fault, waits until it has been felt, heals, and sees exactly one document come through. */
async function surviving(
  { device, proxy, shop }: TillWorld,
  post: () => Promise<unknown>,
  fault: Fault,
  code: string,
) {
  const before = await serverTruth(stack, shop);
  // Without the stream nothing but the answer tells of the document.
  proxy.set('/sync', { kind: 'refuse' });
  proxy.set(pushPath, fault);
  await post();
  const shown = await onHand(device, 'Rice');
  const felt = await until(
    'felt',
    () => record(device),
    (one) => (one?.retry_count ?? 0) > 0,
  );
  expect(felt).toMatchObject({ sync_status: 'pending', error_code: code, retry_count: 1 });
  expect(felt?.last_error).not.toBe('');
  proxy.heal();
  device.shop.store.syncNow();
  await drained(device);
  expect(await serverTruth(stack, shop), felt?.entity_type).toMatchObject({
    journal: before.journal + 1,
    rejected: 0,
    balance_milli: shown,
    moved_milli: shown,
  });
}

const passing: readonly [fault: Fault, code: string][] = [
  [{ kind: 'refuse' }, 'NETWORK'],
  [{ kind: 'drop_before' }, 'NETWORK'],
  [{ kind: 'drop_ack' }, 'NETWORK'],
  [{ kind: 'truncate' }, 'NETWORK'],
  [{ kind: 'html200' }, 'NETWORK'],
  [{ kind: 'status', status: 429, retryAfter: 1 }, 'HTTP_429'],
  [{ kind: 'status', status: 502 }, 'HTTP_502'],
  [{ kind: 'status', status: 405, body: { code: '25006', message: 'read-only' } }, '25006'],
  [{ kind: 'status', status: 503, body: { code: 'PGRST001', message: 'no database' } }, 'PGRST001'],
  [{ kind: 'status', status: 200, body: { results: [{ queue_id: 'x' }] } }, 'NETWORK'],
];

describe('[R10.1-1a] [R10.1-1c] [R10.1-1d] [R13-11] what passes is kept, tried again, and arrives once', () => {
  test('refused, cut before or after the work, truncated, overloaded, a captive portal, a gateway without its database; a document of another kind each time', async () => {
    await using it = await tillWorld(stack);
    const elsewhere = await addShop(stack);
    const customerId = await newCustomer(stack, it.shop, [it.device]);
    const kinds = everyKind(it.device, { customerId, toId: elsewhere.id });
    expect(kinds).toHaveLength(passing.length);
    for (const [n, [fault, code]] of passing.entries()) await surviving(it, kinds[n]!, fault, code);
    expect(it.device.errors).toEqual([]);
  });
});

test('[T036] [R8.1-6] a request that reaches the server twice is one sale', async () => {
  await using it = await tillWorld(stack);
  it.proxy.set(pushPath, { kind: 'dup' });
  await sell(it.device, 'Rice', 2);
  await drained(it.device);
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 1, moves: 1, balance_milli: 98_000 });
});

const momentsOfClosing = [
  ['after the server has it', { kind: 'mute' }],
  // It waits for a time-out of twenty seconds.
  ['before the server has it', { kind: 'blackhole' }],
] as const;

test.each(isSoak ? momentsOfClosing : momentsOfClosing.slice(0, 1))(
  '[T081] the tab that sends is closed in the middle of it, %s: another goes on, and each sale is there once',
  async (_, fault) => {
    await using it = await tillWorld(stack);
    const { proxy, shop } = it;
    const folder = await mkdtemp(path.join(tmpdir(), 'flux-device-'));
    const same = { folder, storage: memoryStorage() };
    const sending = await it.open('cashier', same);
    await using other = await it.open('cashier', { ...same, platform: sending.platform });
    // Two tabs of a browser take turns at the file; two connections of Node have to be told to.
    for (const { till } of [sending, other]) await till.db.power.execute('pragma busy_timeout = 5000');
    const before = await serverTruth(stack, shop);
    proxy.set('/sync', { kind: 'refuse' });
    proxy.set(pushPath, fault, 1);
    await sell(sending, 'Rice', 1);
    await until(
      'on its way',
      () => proxy.count(pushPath),
      (count) => count > 0,
    );
    await sending.close();
    await sell(other, 'Rice', 1);
    proxy.heal();
    other.shop.store.syncNow();
    await drained(other);
    expect(await serverTruth(stack, shop)).toMatchObject({
      invoices: before.invoices + 2,
      moves: before.moves + 2,
      balance_milli: before.balance_milli - 2000,
    });
    await other.close();
    await rm(folder, { recursive: true });
  },
);

test('[T023] a server that never answers holds nothing up: the till sells on, and closes at once', async () => {
  await using it = await tillWorld(stack);
  await using other = await it.open('cashier');
  it.proxy.set(pushPath, { kind: 'blackhole' });
  const before = it.proxy.count(pushPath);
  await sell(other, 'Rice', 1);
  await until(
    'sent',
    () => it.proxy.count(pushPath),
    (n) => n > before,
  );
  await sell(other, 'Rice', 1);
  const startMs = Date.now();
  await other.close();
  expect(Date.now() - startMs).toBeLessThan(2000);
});

test('[R10.1-2a] [R10.1-2d] [R12-9] [R12-10] a session that the server refuses counts no try: the till sells on, asks for a login, and drains after it', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  proxy.set('/auth/v1/token', {
    kind: 'status',
    status: 400,
    body: { code: 400, error_code: 'refresh_token_not_found', msg: 'Invalid Refresh Token' },
  });
  proxy.set(pushPath, { kind: 'status', status: 401, body: { code: 'PGRST301', message: 'JWT expired' } });
  proxy.set('/sync', {
    kind: 'status',
    status: 401,
    body: { error: { code: 'PSYNC_S2103', status: 401, description: 'expired' } },
  });
  await sell(device, 'Rice', 1);
  await until(
    'signed out',
    () => device.session.state(),
    (state) => state.kind === 'known' && !state.isSignedIn,
  );
  await sell(device, 'Rice', 1);
  expect(await record(device)).toMatchObject({ sync_status: 'pending', retry_count: 0, error_code: null });
  expect(await pendingOf(device)).toBe(2);
  proxy.heal();
  await device.session.login(shop.manager.email, shop.manager.password);
  await drained(device);
  expect(await serverTruth(stack, shop)).toMatchObject({ invoices: 2 });
});

test('[R10.1-5a] [R10.1-5c] an item that the server does not have: one more try after a complete pull, then failed, and the others pass', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  proxy.set(pushPath, { kind: 'status', status: 503 });
  const [spoilt] = [await sell(device, 'Rice', 1), await sell(device, 'Rice', 1)];
  await until(
    'backing off',
    () => record(device),
    (one) => one?.retry_count === 1,
  );
  await device.till.db.power.execute(
    `update outbox set payload = json_set(payload, '$.lines[0].item_id', ?) where entity_id = ?`,
    [newId(), spoilt.id],
  );
  const before = proxy.count(pushPath);
  proxy.heal();
  device.shop.store.syncNow();
  const left = await until(
    'failed',
    () => record(device),
    (one) => one?.sync_status === 'failed',
  );
  expect(left).toMatchObject({ number: spoilt.number, error_code: 'RDITM', error_field: 'item_id' });
  expect(proxy.count(pushPath) - before).toBeGreaterThanOrEqual(2);
  expect(await serverTruth(stack, shop)).toMatchObject({ invoices: 1 });
});

test('[R9.2-4] [R4.1-16] the last bag sold on two tills under BLOCK: one is booked, the other fails, and passes after new stock', async () => {
  await using it = await tillWorld(stack, { policy: 'BLOCK' });
  const { device: first, proxy, shop } = it;
  await using second = await it.open('cashier');
  await sell(first, 'Rice', 99);
  await drained(first);
  for (const each of [first, second])
    await until(
      'one left',
      () => onHand(each, 'Rice'),
      (n) => n === 1000,
    );
  proxy.cut();
  for (const each of [first, second]) {
    each.platform.setNetwork(false);
    await sell(each, 'Rice', 1);
  }
  const [item] = await itemsNamed(first.till.db.read, 'Rice').execute();
  const [shopSettings] = await settings(first.till.db.read).execute();
  const cart = addItem(newCart(newId(), new Date().toISOString()), item!, { lineId: newId() });
  const payments = [{ method: 'cash', tendered_minor: 250 }] as const;
  expect(await postSale(first.till, { cart, payments, settings: shopSettings! })).toMatchObject({
    kind: 'refused',
    refusal: { kind: 'stock_short', items: [{ on_hand_milli: 0, wanted_milli: 1000 }] },
  });
  proxy.heal();
  for (const each of [first, second]) each.platform.setNetwork(true);
  await until(
    'one failed',
    async () => [await record(first), await record(second)],
    (both) => both.some((one) => one?.sync_status === 'failed') && both.some((one) => one === undefined),
  );
  expect(await serverTruth(stack, shop)).toMatchObject({ balance_milli: 0, moved_milli: 0, rejected: 1 });
  const loser = (await record(first)) ? first : second;
  const failed = await record(loser);
  expect(failed).toMatchObject({ sync_status: 'failed', error_code: 'RVSTK' });
  await withOwner(stack, (db) =>
    db.query(`update public.location_settings set negative_stock_policy = 'WARN' where location_id = $1`, [
      shop.id,
    ]),
  );
  const manager = { ...loser.till, cashier: { ...loser.till.cashier, role: 'manager' } } as const;
  expect(await retryFailed(manager, failed!.queue_id)).toEqual({ kind: 'queued' });
  await drained(loser);
  expect(await serverTruth(stack, shop)).toMatchObject({
    invoices: 3,
    balance_milli: -1000,
    moved_milli: -1000,
  });
  await until(
    'all listed as synced',
    () => recentSales(loser.till.db.read).execute(),
    (rows) => rows.length === 3 && rows.every((one) => one.sync_status === 'synced'),
  );
});

testInSoak(
  '[T028] the sync service down, and one try failed: documents reach the server all the same, with nothing new sold',
  async () => {
    await using it = await tillWorld(stack);
    it.proxy.set('/sync', { kind: 'refuse' });
    it.proxy.set('/write-checkpoint2.json', { kind: 'refuse' });
    it.proxy.set(pushPath, { kind: 'status', status: 503 }, 1);
    await sell(it.device, 'Rice', 1);
    await until(
      'backing off',
      () => record(it.device),
      (one) => one?.retry_count === 1,
    );
    await drained(it.device);
    await sell(it.device, 'Rice', 1);
    await drained(it.device);
    expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 2 });
    expect(await onHand(it.device, 'Rice')).toBe(98_000);
    it.proxy.heal();
    await until(
      'settled',
      () => it.device.till.db.read.selectFrom('pending_moves').select('id').execute(),
      (moves) => moves.length === 0,
    );
    expect(await onHand(it.device, 'Rice')).toBe(98_000);
  },
);
