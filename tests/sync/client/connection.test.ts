import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '#tests/support/device.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { tillWorld } from '#tests/support/till-world.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

test('[T086] a server that goes away just after it answered is said to be unreachable, long before the next tick', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy } = it;
  const connection = () => device.shop.store.get().connection;
  const shows = (wanted: string) => until(wanted, connection, (state) => state === wanted, 20_000);
  await shows('online');
  const tries = proxy.count('/sync');
  // The stream ends and does not come back; the server still answers when it is asked why.
  proxy.set('/sync', { kind: 'refuse' });
  await until(
    'tried again',
    () => proxy.count('/sync'),
    (count) => count > tries + 1,
  );
  expect(connection()).toBe('connecting');
  proxy.cut();
  await shows('unreachable');
  proxy.heal();
  await shows('online');
});
