import { afterAll, beforeAll, expect, test } from 'vitest';
import { outboxRecords } from '#queries/outbox.ts';
import { stockOfItem } from '#queries/on-hand.ts';
import { recentSales } from '#queries/recent-sales.ts';
import { saleDocument } from '#queries/sale-document.ts';
import {
  canSell,
  onHand,
  openDevice,
  pendingOf,
  sell,
  stockUp,
  until,
  type Device,
} from '#tests/support/device.ts';
import { startFaultProxy } from '#tests/support/fault-proxy.ts';
import { memoryStorage } from '#tests/support/node-platform.ts';
import { isSoak } from '#tests/support/soak.ts';
import { addShop, serverTruth, withOwner, type TestShop } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath, tillWorld } from '#tests/support/till-world.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

/** Every value that a live query of the stock of rice gives, from now on. */
async function watchRice({ till: { db } }: Device, shop: TestShop): Promise<number[]> {
  const seen: number[] = [];
  const { sql, parameters } = stockOfItem(db.read, shop.rice).compile();
  const onResult = ({ array }: { array: Record<string, unknown>[] }) =>
    void seen.push(Number(array[0]?.on_hand_milli));
  db.power.watchWithCallback(sql, [...parameters], { onResult }, { throttleMs: 0 });
  await until(
    'watching',
    () => seen.length,
    (n) => n > 0,
  );
  return seen;
}

test('[R3.1-1] [R3.1-8] [R1-4] [R4.2-13] a sale made offline is pending, and one invoice when the network is back', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  const { read } = device.till.db;
  proxy.cut();
  device.platform.setNetwork(false);
  const sale = await sell(device, 'Rice', 3);
  expect(await onHand(device, 'Rice')).toBe(97_000);
  expect(await pendingOf(device)).toBe(1);
  expect(await recentSales(read).execute()).toMatchObject([{ id: sale.id, sync_status: 'pending' }]);

  proxy.heal();
  device.platform.setNetwork(true);
  await until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
  await until(
    'synced row',
    () => recentSales(read).execute(),
    ([row]) => row?.sync_status === 'synced',
  );
  expect(await onHand(device, 'Rice')).toBe(97_000);
  expect(await serverTruth(stack, shop)).toMatchObject({
    invoices: 1,
    lines: 1,
    payments: 1,
    moves: 1,
    outcomes: 1,
    balance_milli: 97e3,
    moved_milli: 97e3,
  });
  const record = read.selectFrom('outbox').select('payload').where('entity_id', '=', sale.id);
  await until(
    'payload dropped',
    () => record.executeTakeFirstOrThrow(),
    ({ payload }) => payload === null,
  );
  expect(await saleDocument(read, sale.id)).toMatchObject({
    number: sale.number,
    cashier_name: 'Morgan',
    sync_status: 'synced',
    total_minor: 750,
    lines: [
      {
        item_name: 'Rice 1kg',
        quantity_milli: 3e3,
      },
    ],
    payments: [
      {
        method: 'cash',
        amount_minor: 750,
      },
    ],
  });
  expect(await outboxRecords(read).execute()).toEqual([]);
  expect(device.errors).toEqual([]);
});

test.each([
  ['and the stream tells of the sale first', true],
  ['and the stream is down as well', false],
])(
  '[T018] [R2-3] [R8.1-6] [R13-3] an answer lost ten times, %s: one invoice, and the stock shown is never wrong',
  async (_, isStreaming) => {
    await using it = await tillWorld(stack);
    const { device, proxy, shop } = it;
    const seen = await watchRice(device, shop);
    const before = proxy.count(pushPath);
    const retries = async () => (await outboxRecords(device.till.db.read).execute())[0]?.retry_count;
    proxy.set(pushPath, { kind: 'drop_ack' }, 10);
    if (!isStreaming) proxy.set('/sync', { kind: 'refuse' });
    await sell(device, 'Rice', 4);
    for (let lost = 1; lost <= 10; lost += 1) {
      const tried = await until(`try ${lost}`, retries, (n) => n === lost || n === undefined);
      if (tried === undefined) break;
      device.shop.store.syncNow();
    }
    if (!isStreaming) expect(proxy.count(pushPath) - before).toBeGreaterThanOrEqual(10);
    proxy.heal();
    device.shop.store.syncNow();
    await until(
      'drained',
      () => pendingOf(device),
      (n) => n === 0,
    );
    await until(
      'row here',
      () => recentSales(device.till.db.read).execute(),
      ([row]) => row?.sync_status === 'synced',
    );
    await until(
      'moves gone',
      () => device.till.db.read.selectFrom('pending_moves').select('id').execute(),
      (rows) => rows.length === 0,
    );
    expect(await serverTruth(stack, shop)).toMatchObject({
      invoices: 1,
      moves: 1,
      balance_milli: 96_000,
      moved_milli: 96_000,
    });
    // Every emission, in order: what was there, then what is there; nothing else, and not back.
    expect(seen.filter((value, at) => value !== seen[at - 1])).toEqual([100_000, 96_000]);
  },
);

test('[T015] [R10.2-11] [R7.3-6] a document that the server refuses fails alone: its neighbours pass, in order', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  proxy.set(pushPath, { kind: 'status', status: 503 });
  const sales = [];
  for (let i = 0; i < 5; i += 1) sales.push(await sell(device, 'Rice', 1));
  const spoilt = sales[2]!;
  await until(
    'backing off',
    () => outboxRecords(device.till.db.read).execute(),
    ([head]) => head?.retry_count === 1,
  );
  await device.till.db.power.execute(
    `update outbox set payload = json_set(payload, '$.total_minor', 1) where entity_id = ?`,
    [spoilt.id],
  );
  proxy.heal();
  device.shop.store.syncNow();
  const rows = await until(
    'four through',
    () => outboxRecords(device.till.db.read).execute(),
    (left) => left.length === 1 && left[0]?.sync_status === 'failed',
  );
  expect(rows[0]).toMatchObject({ number: spoilt.number, error_code: 'RVTOT', error_field: 'total_minor' });
  expect(rows[0]?.last_error).toContain('total');
  expect(await serverTruth(stack, shop)).toMatchObject({
    invoices: 4,
    moves: 4,
    balance_milli: 96_000,
    rejected: 1,
  });
  // The goods have left the shop: a failed sale counts until it is resolved.
  await until(
    'on hand',
    () => onHand(device, 'Rice'),
    (n) => n === 95_000,
  );
  const listed = await until(
    'all listed',
    () => recentSales(device.till.db.read).execute(),
    (all) => all.filter((one) => one.sync_status === 'synced').length === 4,
  );
  expect(listed.map(({ id }) => id).toSorted()).toEqual(sales.map(({ id }) => id).toSorted());
});

test('[T068] [R9.2-4] WARN: both tills sell the last one offline, both post, and the second is flagged', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  await using other = await it.open('cashier');
  await sell(device, 'Rice', 99);
  await until(
    'one left on both',
    () => Promise.all([device, other].map((one) => onHand(one, 'Rice'))),
    (left) => left.every((milli) => milli === 1000),
  );
  proxy.cut();
  for (const one of [device, other]) {
    one.platform.setNetwork(false);
    await sell(one, 'Rice', 1);
    expect(await onHand(one, 'Rice')).toBe(0);
  }
  proxy.heal();
  for (const one of [device, other]) one.platform.setNetwork(true);
  for (const one of [device, other]) {
    await until(
      'told of both',
      async () => [await pendingOf(one), await onHand(one, 'Rice')],
      ([pending, milli]) => pending === 0 && milli === -1000,
    );
  }
  const { rows } = await withOwner(stack, (owner) =>
    owner.query<{ flags: string[] }>(
      'select flags from public.sales_invoices where location_id = $1 order by journal_seq',
      [shop.id],
    ),
  );
  expect(rows.map(({ flags }) => flags)).toEqual([[], [], ['negative_stock']]);
});

test('[R7-2] while its queue cannot go, a till still hears of stock; prices come once it has gone', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  await using other = await it.open('cashier', { url: stack.url });
  const { db } = device.till;
  const price = async () => (await db.power.get<{ n: number }>('select max(price_minor) as n from items')).n;
  const before = await price();
  proxy.set(pushPath, { kind: 'refuse' });
  await sell(device, 'Rice', 1);
  await sell(other, 'Rice', 2);
  await withOwner(stack, (owner) =>
    owner.query('update public.items set price_minor = $2, updated_at = now() where location_id = $1', [
      shop.id,
      before + 100,
    ]),
  );
  await until(
    'the sale of the other till',
    () => onHand(device, 'Rice'),
    (milli) => milli === 97_000,
    30_000,
  );
  expect([await pendingOf(device), await price()]).toEqual([1, before]);
  proxy.heal();
  device.shop.store.syncNow();
  await until('the new price', price, (minor) => minor === before + 100, 30_000);
  expect([await pendingOf(device), await onHand(device, 'Rice')]).toEqual([0, 97_000]);
});

test('[R2-9] two tills of one shop, offline and on again, come to the same stock and never share a number', async () => {
  await using it = await tillWorld(stack);
  const { device: first, proxy, shop } = it;
  await using second = await it.open('cashier');
  proxy.cut();
  for (const each of [first, second]) each.platform.setNetwork(false);
  const sales = await Promise.all([sell(first, 'Rice', 2), sell(second, 'Rice', 5), sell(first, 'Rice', 1)]);
  expect(new Set(sales.map(({ number }) => number)).size).toBe(3);
  proxy.heal();
  for (const each of [first, second]) each.platform.setNetwork(true);
  for (const each of [first, second]) {
    await until(
      'drained',
      () => pendingOf(each),
      (n) => n === 0,
    );
    await until(
      'converged',
      () => onHand(each, 'Rice'),
      (n) => n === 92_000,
    );
    await until(
      'all sales',
      () => recentSales(each.till.db.read).execute(),
      (rows) => rows.length === 3 && rows.every((row) => row.sync_status === 'synced'),
    );
  }
  expect(await serverTruth(stack, shop)).toMatchObject({
    invoices: 3,
    balance_milli: 92_000,
    moved_milli: 92_000,
  });
});

test('[T079] [R3.2-24] through many sales and their syncs, every figure of stock that is shown is one less than the last', async () => {
  await using it = await tillWorld(stack);
  const { device, shop } = it;
  const seen = await watchRice(device, shop);
  const sales = isSoak ? 90 : 30;
  for (let sold = 0; sold < sales; sold += 1) {
    await sell(device, 'Rice', 1);
    // Some go alone, some together, and some while an answer is on its way.
    if (sold % 3 === 0)
      await until(
        'sent',
        () => pendingOf(device),
        (n) => n === 0,
      );
  }
  await until(
    'sent',
    () => pendingOf(device),
    (n) => n === 0,
  );
  await until(
    'booked',
    () => serverTruth(stack, shop),
    ({ invoices }) => invoices === sales,
  );
  await until(
    'let go of',
    () => device.till.db.power.getAll('select id from pending_moves'),
    (moves) => moves.length === 0,
  );
  const figures = seen.filter((figure, index) => figure !== seen[index - 1]);
  expect(figures).toEqual(figures.toSorted((a, b) => b - a));
  expect([figures[0], figures.at(-1)]).toEqual([100_000, 100_000 - 1000 * sales]);
});

test('[T013] [R7.3-1] [R10.3-6] fifty queued sales drain in few round trips, in the order in which they were made', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  proxy.cut();
  device.platform.setNetwork(false);
  const numbers: string[] = [];
  for (let i = 0; i < 50; i += 1) numbers.push((await sell(device, 'Rice', 1)).number);
  const before = proxy.count(pushPath);
  proxy.heal();
  device.platform.setNetwork(true);
  await until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
  expect(proxy.count(pushPath) - before).toBeLessThanOrEqual(3);
  const rows = await until(
    'rows',
    () =>
      device.till.db.read
        .selectFrom('sales_invoices')
        .select(['invoice_number', 'journal_seq'])
        .orderBy('journal_seq')
        .execute(),
    (all) => all.length === 50,
  );
  expect(rows.map(({ invoice_number }) => invoice_number)).toEqual(numbers);
  expect(await serverTruth(stack, shop)).toMatchObject({
    invoices: 50,
    balance_milli: 50_000,
    moved_milli: 50_000,
  });
});

test('[R1-2] [R1-3] [R3.1-7] [R3.1-12] what was sold before the app closed is there offline, and syncs once', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-device-'));
  const storage = memoryStorage();
  const shop = await addShop(stack);
  await using proxy = await startFaultProxy(stack.url);
  const same = { url: proxy.url, anonKey: stack.anonKey, ...shop.manager, folder, storage };
  {
    await using device = await openDevice(same);
    await canSell(device);
    await stockUp(device, 'Rice', 10);
    proxy.cut();
    device.platform.setNetwork(false);
    await sell(device, 'Rice', 2);
  }
  {
    await using device = await openDevice(same);
    device.platform.setNetwork(false);
    expect(await canSell(device)).toBe(true);
    expect(await pendingOf(device)).toBe(1);
    expect(await onHand(device, 'Rice')).toBe(8000);
    const next = await sell(device, 'Rice', 1);
    expect(next.number.endsWith('-000002')).toBe(true);
    proxy.heal();
    device.platform.setNetwork(true);
    await until(
      'drained',
      () => pendingOf(device),
      (n) => n === 0,
    );
    expect(await serverTruth(stack, shop)).toMatchObject({
      invoices: 2,
      balance_milli: 7000,
      moved_milli: 7000,
    });
  }
  await rm(folder, { recursive: true });
});
