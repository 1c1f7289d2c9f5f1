/**
 * A device whose clock is wrong: here `Date.now` is the device's, and the stack
 * keeps the right time in a process of its own.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { canSell, openDevice, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { startFaultProxy } from '#tests/support/fault-proxy.ts';
import { memoryStorage } from '#tests/support/node-platform.ts';
import { addShop, withOwner } from '#tests/support/shop.ts';
import { startDistantStack, type DistantStack } from '#tests/support/stack-process.ts';

const hourMs = 60 * 60 * 1000;
const rightNow = Date.now;
let stack: DistantStack;
beforeAll(async () => {
  stack = await startDistantStack();
});
afterAll(() => stack[Symbol.asyncDispose]());
afterEach(() => vi.restoreAllMocks());

const setClock = (offMs: number) => vi.spyOn(Date, 'now').mockImplementation(() => rightNow() + offMs);

const isOnline = (device: Device) =>
  until(
    'online',
    () => device.shop.store.get().connection,
    (connection) => connection === 'online',
  );

/** Sent by a good token: no wait for a renewal, no login. */
async function sells(device: Device): Promise<void> {
  await sell(device, 'Rice', 1);
  await until(
    'sent',
    () => pendingOf(device),
    (n) => n === 0,
    20_000,
  );
  expect(device.session.state()).toMatchObject({ isSignedIn: true });
  expect(device.errors).toEqual([]);
}

test.each([
  ['fast', hourMs],
  ['slow', -hourMs],
] as const)(
  '[R10.3-3] a clock that is an hour %s: tokens are good for as long as the server says, after login, renewal and restart, and when somebody sets it right',
  async (_, offMs) => {
    setClock(offMs);
    const shop = await addShop(stack);
    await using proxy = await startFaultProxy(stack.url);
    const renewals = () => proxy.count('/auth/v1/token?grant_type=refresh_token');
    const folder = await mkdtemp(path.join(tmpdir(), 'flux-clock-'));
    const storage = memoryStorage();
    const open = async () => {
      const options = { url: proxy.url, anonKey: stack.anonKey, ...shop.cashier, folder, storage };
      const device = await openDevice(options);
      await canSell(device);
      return device;
    };
    const leftMs = (device: Device) => device.session.credentials()!.expiresAt.getTime() - Date.now();

    const first = await open();
    await isOnline(first);
    expect(leftMs(first)).toBeGreaterThan(0.9 * hourMs);
    expect(leftMs(first)).toBeLessThanOrEqual(hourMs + 1000);
    await sells(first);
    expect(renewals()).toBe(0);

    await first.session.client.auth.refreshSession();
    expect(leftMs(first)).toBeGreaterThan(0.9 * hourMs);
    await sells(first);
    expect(renewals()).toBe(1);
    await first.close();

    const again = await open();
    await isOnline(again);
    await sells(again);
    expect(renewals()).toBe(1);

    // Forward, the token seems to have ended: one renewal. Back, it seems to last: the server will say.
    setClock(0);
    await sells(again);
    expect(renewals()).toBe(offMs < 0 ? 2 : 1);
    await again.close();
    await rm(folder, { recursive: true });
    const { rows } = await withOwner(stack, (db) =>
      db.query('select count(*)::int as n from public.sales_invoices where location_id = $1', [shop.id]),
    );
    expect(rows).toEqual([{ n: 4 }]);
  },
);
