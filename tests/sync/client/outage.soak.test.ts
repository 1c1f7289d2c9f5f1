/** When an outage ends, what it held back goes at once; what the server answered keeps its time. */
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createWaker } from '#connector/waker.ts';
import { databaseName } from '#db/database-name.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { outboxRecords } from '#queries/outbox.ts';
import { openDevice, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { nodePlatform } from '#tests/support/node-platform.ts';
import { sessionWorld } from '#tests/support/session-world.ts';
import { serverTruth } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath, tillWorld } from '#tests/support/till-world.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const head = async (device: Device) => (await outboxRecords(device.till.db.read).execute())[0];
const isOnline = ({ shop }: Device) => shop.store.get().connection === 'online';

/** Tries until the next one is minutes away. */
async function failThreeTimes(device: Device): Promise<number> {
  for (let tries = 1; tries <= 3; tries += 1) {
    await until(
      `try ${tries}`,
      async () => (await head(device))?.retry_count ?? 0,
      (count) => count >= tries,
    );
    if (tries < 3) device.shop.store.syncNow();
  }
  return Date.parse((await head(device))?.next_retry_at ?? '');
}

test('[R1-4] [R7.1-2] the server is back: the stream finds it, and what waited minutes for its next try goes at once', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  proxy.cut();
  await sell(device, 'Rice', 1);
  const nextTryMs = await failThreeTimes(device);
  expect(nextTryMs - Date.now()).toBeGreaterThan(60_000);
  proxy.heal();
  await until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
    30_000,
  );
  expect(Date.now()).toBeLessThan(nextTryMs);
  expect(await serverTruth(stack, shop)).toMatchObject({ invoices: 1 });
});

test.each([
  ['refused to decide', 503, '55P03', '55P03'],
  ['is being deployed', 404, 'PGRST202', 'PGRST202'],
  ['said that it is overloaded', 429, '', 'HTTP_429'],
])(
  '[R10.2-1] a server that %s is not asked again because the stream came back',
  async (_, status, code, as) => {
    await using it = await tillWorld(stack);
    const { device, proxy } = it;
    const body = code === '' ? undefined : { code, message: 'not now' };
    proxy.set(pushPath, { kind: 'status', status, body });
    await sell(device, 'Rice', 1);
    expect(await failThreeTimes(device)).toBeGreaterThan(Date.now() + 60_000);
    expect(await head(device)).toMatchObject({ error_code: as });
    const asked = proxy.count(pushPath);
    proxy.set('/sync', { kind: 'refuse' });
    await until(
      'stream down',
      () => isOnline(device),
      (online) => !online,
    );
    proxy.set('/sync', { kind: 'pass' });
    await until('stream up', () => isOnline(device), Boolean);
    device.platform.setNetwork(false);
    device.platform.setNetwork(true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(proxy.count(pushPath)).toBe(asked);
  },
);

test('[R3.1-9] what is shown follows an outage at once, also one that the stream has lived through', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy } = it;
  const shown = (word: string) =>
    until(
      word,
      () => device.shop.store.get().connection,
      (state) => state === word,
      // Less than the 45 s between two looks.
      15_000,
    );
  await shown('online');
  device.platform.setNetwork(false);
  await shown('offline');
  device.platform.setNetwork(true);
  await shown('online');
  proxy.cut();
  await shown('unreachable');
  proxy.heal();
  await shown('online');
});

test('a stream that flaps ends a wait once in ten seconds, and the last time that it came is not forgotten', async () => {
  vi.useFakeTimers();
  try {
    const platform = nodePlatform(tmpdir());
    const waker = createWaker(platform.openChannel('waker'), platform.network);
    const woken: number[] = [];
    const startMs = performance.now();
    const never = new AbortController().signal;
    const waiting = (async () => {
      while ((await waker.wait(60_000, never)) === 'stream') woken.push(performance.now() - startMs);
    })();
    for (let second = 0; second <= 14; second += 1) {
      waker.streamUp();
      await vi.advanceTimersByTimeAsync(1000);
    }
    await vi.advanceTimersByTimeAsync(100_000);
    await waiting;
    expect(woken).toEqual([0, 10_000, 20_000]);
    waker.close();
  } finally {
    vi.useRealTimers();
  }
});

test('[T005] [R1-4] opened on a full disk, which takes nothing that sync needs: it begins within seconds of there being room', async () => {
  await using it = await sessionWorld(stack);
  await (await it.open()).close();
  const platform = nodePlatform(it.folder, it.storage);
  const inFile = async (statement: string) => {
    const power = await platform.openDatabase(await databaseName(it.shop.cashier.id, it.shop.id));
    await power.execute(statement);
    await power.close({ disconnect: true });
  };
  await inFile('delete from ps_stream_subscriptions');
  await inFile(`create trigger no_room before insert on ps_stream_subscriptions
    begin select raise(abort, 'database or disk is full'); end`);
  const config = { url: it.proxy.url, anonKey: stack.anonKey, ...it.shop.cashier };
  await using device = await openDevice({ ...config, folder: it.folder, storage: it.storage });
  await until(
    'nothing begins',
    () => device.errors.length,
    (count) => count > 0,
  );
  expect(isStorageFull(device.errors[0])).toBe(true);
  await sell(device, 'Rice', 1);
  await device.till.db.power.execute('drop trigger no_room');
  // Not by the watchdog, which looks after a minute.
  await until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
    20_000,
  );
});
