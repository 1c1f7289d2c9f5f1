/** A till whose clock is wrong, and that has nothing to send: it learns of it from the server all the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alarmsOf } from '#sync/alarms.ts';
import { clockMeasurement } from '#connector/measure-clock.ts';
import { createClock } from '#db/clock.ts';
import { canSell, openDevice, until, type Device } from '#tests/support/device.ts';
import { startFaultProxy } from '#tests/support/fault-proxy.ts';
import { memoryStorage } from '#tests/support/node-platform.ts';
import { addShop, serverTruth } from '#tests/support/shop.ts';
import { signedIn, startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath } from '#tests/support/till-world.ts';

const timePath = '/rest/v1/rpc/server_time';
const minuteMs = 60_000;
let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const alarms = ({ till }: Device) =>
  alarmsOf({
    documents: 0,
    oldestAt: null,
    alarmAfterMs: 8 * 60 * minuteMs,
    nowMs: till.clock.now(),
    clockOffsetMs: till.clock.offsetMs(),
    storage: null,
  });

test.each([10, -10])(
  '[R10.3-3] a clock that is %d minutes off is an alarm once the server has said so, and none once it is right, with no document sent',
  async (minutes) => {
    const shop = await addShop(stack);
    await using proxy = await startFaultProxy(stack.url);
    await using device = await openDevice({ url: proxy.url, anonKey: stack.anonKey, ...shop.cashier });
    await canSell(device);
    const outage = async () => {
      proxy.cut();
      device.platform.setNetwork(false);
      await until(
        'offline',
        () => device.shop.store.get().connection,
        (now) => now === 'offline',
      );
      proxy.heal();
      device.platform.setNetwork(true);
    };
    expect(alarms(device)).toEqual([]);

    device.platform.moveClock(minutes * minuteMs);
    await outage();
    const [alarm] = await until(
      'alarm',
      () => alarms(device),
      (found) => found.length === 1,
    );
    expect(alarm).toMatchObject({ kind: 'clock_off' });
    expect(Math.abs(device.till.clock.offsetMs() + minutes * minuteMs)).toBeLessThan(5000);
    expect(Math.abs(device.till.clock.now() - Date.now())).toBeLessThan(5000);

    device.platform.moveClock(-minutes * minuteMs);
    await outage();
    await until(
      'no alarm',
      () => alarms(device),
      (found) => found.length === 0,
    );
    expect(proxy.count(pushPath)).toBe(0);
    expect(await serverTruth(stack, shop)).toMatchObject({ invoices: 0 });
    expect(device.errors).toEqual([]);
  },
);

test('[R10.3-3] the server is asked every five minutes, at every look while the clock is off, and at once when it was set', async () => {
  await using proxy = await startFaultProxy(stack.url);
  const { client } = await signedIn({ ...stack, url: proxy.url }, `clock-${crypto.randomUUID()}@flux.test`);
  let movedMs = 0;
  const now = () => Date.now() + movedMs;
  const clock = createClock(memoryStorage(), now);
  const look = clockMeasurement({ client, clock, now });
  const asked = async (isNew = false) => {
    const before = proxy.count(timePath);
    await look(isNew);
    return proxy.count(timePath) - before;
  };
  expect([await asked(), await asked(), await asked(true)]).toEqual([1, 0, 1]);
  movedMs = 6 * minuteMs;
  expect([await asked(), await asked()]).toEqual([1, 1]);
  expect(clock.offsetMs()).toBeLessThan(-5 * minuteMs);
  // What is wrong with the answer or the way there changes nothing.
  proxy.set(timePath, { kind: 'refuse' });
  await look(true);
  expect(clock.offsetMs()).toBeLessThan(-5 * minuteMs);
  proxy.heal();
  movedMs = 0;
  expect([await asked(), await asked()]).toEqual([1, 0]);
  expect(Math.abs(clock.offsetMs())).toBeLessThan(5000);
});
