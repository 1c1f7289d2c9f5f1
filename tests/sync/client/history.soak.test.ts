/** Who changed a master, as a manager's device asks the server. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveMasters } from '#commands/save-masters.ts';
import type { Values } from '#domain/master-edit.ts';
import { unsentEdits } from '#queries/edits.ts';
import { namesOf, recordOrigin } from '#queries/master-names.ts';
import { openDevice, pendingOf, until, type Device } from '#tests/support/device.ts';
import { laptopAndTill } from '#tests/support/refused-world.ts';
import { addCashier } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const sent = (device: Device) =>
  until(
    'sent',
    () => pendingOf(device),
    (n) => n === 0,
  );

test('[R11.3-6] who changed what of a master, when and on which device, what was not kept, a page at a time; not offline, and not for a cashier', async () => {
  await using it = await laptopAndTill(stack, {}, 'manager');
  const { laptop, till, network, shop } = it;
  const edit = async (device: Device, columns: Values) => {
    const change = { table: 'items', kind: 'edit', id: shop.rice, columns } as const;
    expect(await saveMasters(device.till, [change])).toMatchObject({ kind: 'saved' });
  };
  const ask = (device: Device, before: string | null = null) =>
    device.shop.history.editsOf({ locationId: shop.id, table: 'items', id: shop.rice, before });

  network.cut();
  // Which of two edits a moment apart is the newer one, clocks of that precision do not say.
  till.platform.moveClock(-60_000);
  await edit(till, { price_minor: 300, name: 'Rice 1000g' });
  expect(await unsentEdits(till.till.db.read, [shop.rice]).execute()).toHaveLength(1);
  expect(await unsentEdits(till.till.db.read, [shop.milk]).execute()).toEqual([]);
  expect(await ask(till)).toEqual({ kind: 'no_network' });
  await edit(laptop, { price_minor: 280 });
  await sent(laptop);
  network.heal();
  till.shop.store.syncNow();
  await sent(till);
  expect(await unsentEdits(till.till.db.read, [shop.rice]).execute()).toEqual([]);

  const page = await ask(till);
  expect(page).toMatchObject({
    kind: 'page',
    hasMore: false,
    edits: [
      {
        kind: 'edit',
        created_by: shop.manager.id,
        device_id: laptop.till.device.id,
        previous: { price_minor: 250 },
        columns: { price_minor: 280 },
        warnings: [],
      },
      {
        created_by: shop.cashier.id,
        device_id: till.till.device.id,
        previous: { price_minor: 250, name: 'Rice 1kg' },
        columns: { price_minor: 300, name: 'Rice 1000g' },
        warnings: ['older:price'],
      },
    ],
  });
  const names = await namesOf(till.till.db.read, [
    shop.manager.id,
    laptop.till.device.id,
    shop.rice,
    'x',
  ]).execute();
  expect(names.map(({ name }) => name)).toEqual([
    'Morgan',
    `till ${laptop.till.device.code}`,
    'Rice 1000g',
    null,
  ]);
  expect(await recordOrigin(till.till.db.read, 'items', shop.rice).execute()).toEqual([
    { name: 'Rice 1000g', created_at: expect.any(String), created_by: shop.manager.id },
  ]);

  for (let price_minor = 1; price_minor <= 52; price_minor += 1) await edit(laptop, { price_minor });
  await sent(laptop);
  const first = await ask(laptop);
  if (first.kind !== 'page') throw new Error(first.kind);
  expect([first.edits.length, first.hasMore, first.edits[0]!.columns]).toMatchObject([
    50,
    true,
    { price_minor: 52 },
  ]);
  const rest = await ask(laptop, first.edits.at(-1)!.stamp);
  if (rest.kind !== 'page') throw new Error(rest.kind);
  expect([rest.edits.length, rest.hasMore]).toEqual([4, false]);
  expect(new Set([...first.edits, ...rest.edits].map(({ id }) => id)).size).toBe(54);

  const person = await addCashier(stack, shop);
  await using cashier = await openDevice({ url: stack.url, anonKey: stack.anonKey, ...person });
  expect(await ask(cashier)).toEqual({ kind: 'page', edits: [], hasMore: false });
});
