/** Two tills edit the same price without a network; the one that lost is found, and restored as an edit of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveMasters } from '#commands/save-masters.ts';
import { valuesOf } from '#domain/master-conflict.ts';
import { conflictPage } from '#queries/conflicts.ts';
import { itemsNamed } from '#queries/items.ts';
import { addCashier, withOwner } from '#tests/support/shop.ts';
import { openDevice, pendingOf, until, type Device } from '#tests/support/device.ts';
import { laptopAndTill } from '#tests/support/refused-world.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const priceOf = async ({ till }: Device) =>
  (await itemsNamed(till.db.read, 'Rice').executeTakeFirstOrThrow()).price_minor;
const conflictsOn = ({ till }: Device) => conflictPage(till.db.read, { limit: 10, offset: 0 }).execute();
const becomes = (device: Device, price: number) =>
  until(
    'price',
    () => priceOf(device),
    (now) => now === price,
  );

test('[R9.1-3] [R9.1-2] the manager sees on every device what lost, also offline; restored, it is the price everywhere', async () => {
  await using it = await laptopAndTill(stack, {}, 'manager');
  const { laptop, till, network, proxy, shop } = it;
  const setPrice = async (device: Device, price_minor: number) => {
    const saved = await saveMasters(device.till, [
      { table: 'items', kind: 'edit', id: shop.rice, columns: { price_minor } },
    ]);
    expect(saved).toMatchObject({ kind: 'saved' });
  };
  network.cut();
  proxy.cut();
  // Which of two edits a moment apart is the newer one, clocks of that precision do not say.
  till.platform.moveClock(-60_000);
  await setPrice(till, 300);
  await setPrice(laptop, 280);
  expect([await priceOf(till), await priceOf(laptop)]).toEqual([300, 280]);
  proxy.heal();
  laptop.shop.store.syncNow();
  await until(
    'sent',
    () => pendingOf(laptop),
    (n) => n === 0,
  );
  network.heal();
  till.shop.store.syncNow();

  await becomes(till, 280);
  for (const device of [laptop, till]) {
    const [conflict, ...others] = await until(
      'conflict',
      () => conflictsOn(device),
      (rows) => rows.length > 0,
    );
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({
      table_name: 'items',
      record_id: shop.rice,
      field: 'price',
      reason: 'older',
      loser_by_name: 'Casey',
      winner_by_name: 'Morgan',
      loser_device_code: till.till.device.code,
      winner_device_code: laptop.till.device.code,
    });
    expect([valuesOf(conflict!.loser_values), valuesOf(conflict!.winner_values)]).toMatchObject([
      { price_minor: 300 },
      { price_minor: 280 },
    ]);
  }

  proxy.cut();
  const [lost] = await conflictsOn(laptop);
  const columns = valuesOf(lost!.loser_values);
  await saveMasters(laptop.till, [{ table: 'items', kind: 'edit', id: shop.rice, columns }]);
  expect(await priceOf(laptop)).toBe(300);
  proxy.heal();
  laptop.shop.store.syncNow();
  await becomes(till, 300);
  await until(
    'sent',
    () => pendingOf(laptop),
    (n) => n === 0,
  );
  const { rows } = await withOwner(stack, (db) =>
    db.query(
      `select price_minor::int, (select count(*)::int from public.master_conflicts where location_id = $1) as conflicts
       from public.items where id = $2`,
      [shop.id, shop.rice],
    ),
  );
  expect(rows).toEqual([{ price_minor: 300, conflicts: 1 }]);

  const person = await addCashier(stack, shop);
  await using cashier = await openDevice({ url: stack.url, anonKey: stack.anonKey, ...person });
  await until('copied', () => cashier.shop.store.get().lastSyncedAt, Boolean);
  expect(await conflictsOn(cashier)).toEqual([]);
});
