/** When a document is tried again, to the millisecond, over a real network that gives real answers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { retryFailed } from '#commands/retry-failed.ts';
import { createWaker } from '#connector/waker.ts';
import { outboxRecords } from '#queries/outbox.ts';
import { pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { memoryStorage, nodePlatform } from '#tests/support/node-platform.ts';
import { serverTruth } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath, tillWorld } from '#tests/support/till-world.ts';
import { virtualPass } from '#tests/support/virtual-pass.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const head = async (device: Device) => (await outboxRecords(device.till.db.read).execute())[0];
const entries = ({ till }: Device) => till.db.power.getAll('select id from ps_crud');
const gapsOf = (timesMs: readonly number[]) =>
  timesMs.slice(1).map((ms, index) => (ms - (timesMs[index] ?? Number.NaN)) / 1000);

test('[T025] [T026] [T029] [R7.3-3] [R10.2-1] [R10.2-2] [R10.2-3] [R10.2-4] [R10.2-5] [R10.2-6] one try at each due time and none between, after 10 s, 30 s, 2, 5, 15, 30 and 30 minutes, also over a restart; an outage fails nothing', async () => {
  await using it = await tillWorld(stack);
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-device-'));
  const same = { folder, storage: memoryStorage() };
  it.proxy.set(pushPath, { kind: 'status', status: 503 });
  const before = it.proxy.count(pushPath);
  let triesMs: readonly number[];
  {
    await using device = await it.open('cashier', same);
    device.platform.setNetwork(false);
    await sell(device, 'Rice', 1);
    const pass = virtualPass(device);
    await pass.run(() => pass.triesMs.length >= 3);
    triesMs = pass.triesMs;
    expect(await head(device)).toMatchObject({ retry_count: 3, sync_status: 'pending' });
  }
  await using device = await it.open('cashier', same);
  device.platform.setNetwork(false);
  const restarted = virtualPass(device, { startMs: triesMs.at(-1)! });
  await restarted.run(() => restarted.triesMs.length >= 11);
  triesMs = [...triesMs, ...restarted.triesMs];
  expect(gapsOf(triesMs).slice(0, 8)).toEqual([10, 30, 120, 300, 900, 1800, 1800, 1800]);
  expect(it.proxy.count(pushPath) - before).toBe(triesMs.length);
  expect(await head(device)).toMatchObject({
    sync_status: 'pending',
    retry_count: 14,
    error_code: 'HTTP_503',
  });
  // Nothing was sold meanwhile: the first due time after the server is back is enough.
  it.proxy.heal();
  await restarted.run();
  expect(gapsOf(restarted.triesMs).at(-1)).toBe(1800);
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 1, moves: 1 });
  await rm(folder, { recursive: true, force: true });
});

test('[T025] [R10.2-7] [R10.2-8] [R10.2-9] ten tries that the server answered fail a document, which frees its place; nothing tries it again but a manager', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  device.platform.setNetwork(false);
  const body = { code: 'XX000', message: 'Something broke.' };
  proxy.set(pushPath, { kind: 'status', status: 500, body });
  await sell(device, 'Rice', 1);
  const pass = virtualPass(device);
  await pass.run();
  expect(pass.triesMs).toHaveLength(10);
  expect(await head(device)).toMatchObject({
    sync_status: 'failed',
    error_code: 'XX000',
    last_error: 'Something broke.',
    next_retry_at: null,
  });
  expect(await entries(device)).toEqual([]);
  proxy.heal();
  await pass.run();
  expect(pass.triesMs).toHaveLength(10);
  const failed = await head(device);
  expect(await retryFailed(device.till, failed!.queue_id)).toEqual({ kind: 'queued' });
  await pass.run();
  expect(pass.triesMs).toHaveLength(11);
  expect(await serverTruth(stack, shop)).toMatchObject({ invoices: 1 });
});

test('[R10.1-1d] 429 and 503 with Retry-After: not before what the server asks, within reason', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy } = it;
  device.platform.setNetwork(false);
  const cases = [
    [429, '45', 45],
    [503, '120', 120],
    [503, '1', 10],
    [429, '86400', 1800],
    [429, 'soon', 10],
    [500, '45', 10],
  ] as const;
  for (const [status, retryAfter, seconds] of cases) {
    proxy.set(pushPath, { kind: 'status', status, retryAfter }, 1);
    await sell(device, 'Rice', 1);
    const pass = virtualPass(device);
    await pass.run();
    expect([status, retryAfter, gapsOf(pass.triesMs)]).toEqual([status, retryAfter, [seconds]]);
  }
});

test('[T026] Sync now ends a wait at once, and one press makes one try', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy } = it;
  proxy.set(pushPath, { kind: 'status', status: 503 });
  await sell(device, 'Rice', 1);
  await until(
    'backing off',
    () => head(device),
    (one) => one?.retry_count === 1,
  );
  const before = proxy.count(pushPath);
  const due = Date.parse((await head(device))?.next_retry_at ?? '');
  device.shop.store.syncNow();
  await until(
    'tried',
    () => proxy.count(pushPath),
    (n) => n > before,
  );
  expect(Date.now()).toBeLessThan(due);
  await until(
    'backing off again',
    () => head(device),
    (one) => one?.retry_count === 2,
  );
  expect(proxy.count(pushPath)).toBe(before + 1);
  proxy.heal();
  device.shop.store.syncNow();
  await until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
});

test('[T026] what ends a wait ends it in the same moment: no timer lies between', async () => {
  vi.useFakeTimers();
  try {
    const platform = nodePlatform(tmpdir());
    const [here, otherTab] = [platform.openChannel('waker'), platform.openChannel('waker')];
    const waker = createWaker(here, platform.network);
    const stop = new AbortController();
    const startMs = performance.now();
    const woken = async (act: () => void) => {
      const waiting = waker.wait(1_800_000, stop.signal);
      act();
      return waiting;
    };
    expect(await woken(() => otherTab.send({ kind: 'sync_now' }))).toBe('sync_now');
    expect(await woken(() => otherTab.send({ kind: 'signed_in' }))).toBe('signed_in');
    expect(await woken(() => waker.streamUp())).toBe('stream');
    platform.setNetwork(false);
    expect(await woken(() => platform.setNetwork(true))).toBe('network');
    // Pressed a moment before the wait began.
    otherTab.send({ kind: 'sync_now' });
    expect(await waker.wait(1_800_000, stop.signal)).toBe('sync_now');
    expect(await woken(() => stop.abort())).toBe('stopped');
    expect(performance.now()).toBe(startMs);
    waker.close();
  } finally {
    vi.useRealTimers();
  }
});
