/** What expires and what runs low, from what a till knows, its own unsent documents included. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveMasters } from '#commands/save-masters.ts';
import { expiringLots, lowItems } from '#queries/stock-to-watch.ts';
import { sell, until } from '#tests/support/device.ts';
import { receiveSome } from '#tests/support/receiving.ts';
import { withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { tillWorld } from '#tests/support/till-world.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

test('batches with stock are listed by expiry, items once they are at their reorder level; offline, and at the server', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  const { read } = device.till.db;
  proxy.cut();
  await receiveSome(device.till, 'Milk', 2, { batch_number: 'SOON', expiry_date: '2030-01-10' });
  await receiveSome(device.till, 'Milk', 3, { batch_number: 'LATER', expiry_date: '2030-02-10' });
  const expiring = async (day: string) =>
    (await expiringLots(read, day).execute()).map(({ batch_number, on_hand_milli }) => [
      batch_number,
      on_hand_milli,
    ]);
  expect(await expiring('2030-01-09')).toEqual([]);
  expect(await expiring('2030-01-10')).toEqual([['SOON', 2000]]);
  // B1 expires in 2099 and has no stock.
  expect(await expiring('2100-01-01')).toEqual([
    ['SOON', 2000],
    ['LATER', 3000],
  ]);

  const low = async () =>
    (await lowItems(read).execute()).map(({ id, on_hand_milli }) => [id, on_hand_milli]);
  const level = {
    table: 'items',
    kind: 'edit',
    id: shop.rice,
    columns: { reorder_level_milli: 99_000 },
  } as const;
  expect(await saveMasters(device.till, [level])).toMatchObject({ kind: 'saved' });
  expect(await low()).toEqual([]);
  await sell(device, 'Rice', 1);
  expect(await low()).toEqual([[shop.rice, 99_000]]);

  proxy.heal();
  device.shop.store.syncNow();
  await until(
    'at the server',
    () =>
      withOwner(stack, async (db) => {
        const { rows } = await db.query(
          'select reorder_level_milli::int as level from public.items where id = $1',
          [shop.rice],
        );
        return (rows[0] as { level: number | null }).level;
      }),
    (found) => found === 99_000,
  );
  await until('still low', low, ([one]) => one?.[1] === 99_000);
  expect(device.errors).toEqual([]);
});
