/** A connection that hangs below us, and a deployment that forgot something. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { pushTo, type Push } from '#connector/push.ts';
import { outboxRecords } from '#queries/outbox.ts';
import { pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { memoryStorage } from '#tests/support/node-platform.ts';
import { serverTruth, withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { tillWorld } from '#tests/support/till-world.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );

test('[T032] an upload that never settles, whatever it is told: within two rounds of a minute everything is connected anew, and it drains', async () => {
  await using it = await tillWorld(stack);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let isWedged = true;
  let calls = 0;
  const push = (session: Device['session']): Push => {
    const honest = pushTo(session.client);
    return (records, stop) => {
      calls += 1;
      // Deaf to `stop` as well, as a fetch of a frozen network process is.
      return isWedged ? new Promise(() => undefined) : honest(records, stop);
    };
  };
  try {
    await using device = await it.open('cashier', { push });
    await sell(device, 'Rice', 1);
    await until(
      'sent',
      () => calls,
      (n) => n === 1,
    );
    isWedged = false;
    vi.advanceTimersByTime(45_000);
    await sell(device, 'Rice', 1);
    expect([calls, await pendingOf(device)]).toEqual([1, 2]);
    device.platform.moveClock(61_000);
    vi.advanceTimersByTime(45_000);
    await drained(device);
    expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 2, moves: 2, balance_milli: 98_000 });
  } finally {
    vi.useRealTimers();
  }
});

test('an upload that never settles does not keep the till from closing', async () => {
  await using it = await tillWorld(stack);
  let calls = 0;
  const push = (): Push => () => {
    calls += 1;
    return new Promise(() => undefined);
  };
  const device = await it.open('cashier', { push });
  await sell(device, 'Rice', 1);
  await until(
    'sent',
    () => calls,
    (n) => n === 1,
  );
  const startMs = performance.now();
  await device.close();
  expect(performance.now() - startMs).toBeLessThan(5000);
});

/** The function goes, as in a deployment that went wrong; `back` brings it. */
async function withoutPush(): Promise<() => Promise<void>> {
  const rename = async (from: string, to: string) => {
    const db = new pg.Client({ connectionString: stack.uri('supabase_admin') });
    await db.connect();
    await db.query(`alter function public.${from}(jsonb) rename to ${to}`);
    await db.end();
  };
  await rename('push', 'push_gone');
  return () => rename('push_gone', 'push');
}

test('[T021] a deployment that lost the function: everything is kept, nothing fails, every tab says so, also one opened later and after a restart; it drains when the function is back', async () => {
  await using it = await tillWorld(stack);
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-device-'));
  const same = { folder, storage: memoryStorage() };
  const back = await withoutPush();
  const isHeld = (device: Device) =>
    until(
      'held',
      () => device.shop.store.get().held,
      (held) => held?.code === 'PGRST202',
    );
  {
    await using device = await it.open('cashier', same);
    for (let i = 0; i < 3; i += 1) await sell(device, 'Rice', 1);
    await isHeld(device);
    await using later = await it.open('cashier', { ...same, platform: device.platform });
    expect(await isHeld(later)).toMatchObject({ message: expect.stringContaining('push') as string });
  }
  await using device = await it.open('cashier', same);
  await isHeld(device);
  const records = await outboxRecords(device.till.db.read).execute();
  expect(records.map(({ sync_status }) => sync_status)).toEqual(['pending', 'pending', 'pending']);
  await back();
  device.shop.store.syncNow();
  await drained(device);
  await until(
    'no longer held',
    () => device.shop.store.get().held,
    (held) => held === null,
  );
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 3, rejected: 0 });
  await device.close();
  await rm(folder, { recursive: true, force: true });
});

test('a change of role counts as soon as it is synced', async () => {
  await using it = await tillWorld(stack);
  await using device = await it.open('cashier');
  expect(device.till.user.role).toBe('cashier');
  const become = (role: string) =>
    withOwner(stack, (db) =>
      db.query(
        'update public.location_members set role = $3::public.member_role where location_id = $1 and user_id = $2',
        [it.shop.id, it.shop.cashier.id, role],
      ),
    );
  for (const role of ['manager', 'cashier'] as const) {
    await become(role);
    await until(
      role,
      () => device.till.user.role,
      (now) => now === role,
    );
  }
});
