/** Two devices count without a network while the shop sells; one adjustment puts the books right, everywhere. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { voidDocument } from '#commands/settle-online.ts';
import { stocktakeAdjustmentId, stocktakeId } from '#domain/stocktake-id.ts';
import { listedSheets, usedAdjustments } from '#queries/stocktakes.ts';
import { storedDocument } from '#queries/stored-document.ts';
import { countSome, findings, postFound } from '#tests/support/counting.ts';
import { onHand, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { receiveSome } from '#tests/support/receiving.ts';
import { takeBack } from '#tests/support/returning.ts';
import { becomes, laptopAndTill } from '#tests/support/refused-world.ts';
import { withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const code = 'K7Q4M';
const onServer = async (text: string, values: unknown[]) =>
  withOwner(stack, async (db) => (await db.query(text, values)).rows);
const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
const sheetsHere = async ({ till }: Device) =>
  (await listedSheets(till.db.read).execute()).filter(({ sync_status }) => sync_status === 'synced').length;
const has = (device: Device, sheets: number) =>
  until(
    `${sheets} sheets`,
    () => sheetsHere(device),
    (n) => n === sheets,
  );
const rice = (device: Device, pieces: number) =>
  until(
    `${pieces} bags`,
    () => onHand(device, 'Rice'),
    (n) => n === pieces * 1000,
  );
const settled = async (device: Device) =>
  until(
    'nothing on its way',
    async () => (await findings(device.till, code)).isBehind,
    (isBehind) => !isBehind,
  );
const found = async ({ till }: Device, absent?: 'all') =>
  (await findings(till, code, absent)).findings.map((one) => [
    one.item_name.split(' ')[0],
    one.counted_milli,
    one.book_milli,
    one.difference_milli,
    one.times,
  ]);

test('[R3.2-13] [R3.2-14] two devices count offline while both sell; the differences are one adjustment, and all agree', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, network, proxy, shop } = it;
  network.cut();
  proxy.cut();
  // A hundred bags by the books, 97 on the shelf: 60 in the shop, 37 in the store.
  await sell(laptop, 'Rice', 5);
  const first = await countSome(till.till, code, { Rice: 60 });
  // The till had not heard of the five, which were gone: 92 are left to find.
  await countSome(laptop.till, code, { Rice: 32 });
  await sell(till, 'Rice', 10);
  expect(first.number).toMatch(/^C-/);
  expect(await onHand(till, 'Rice'), 'a count moves nothing').toBe(90_000);
  expect(await found(till)).toMatchObject([['Rice', 60_000, 100_000, -40_000, 1]]);

  network.heal();
  proxy.heal();
  for (const device of [till, laptop]) device.shop.store.syncNow();
  for (const device of [till, laptop]) {
    await drained(device);
    await has(device, 2);
    await rice(device, 85);
    await settled(device);
    expect(await found(device)).toEqual([['Rice', 92_000, 95_000, -3000, 2]]);
    const [sheet] = await storedDocument(device.till.db.read, 'stock_count', first.id).execute();
    expect(JSON.parse(sheet!.payload)).toMatchObject({
      stocktake_code: code,
      lines: [{ quantity_milli: 60_000, book_quantity_milli: 100_000 }],
    });
  }
  expect(await postFound(till.till, code)).toMatchObject({ refusal: { kind: 'not_allowed' } });
  const adjustment = await postFound(laptop.till, code);
  expect(adjustment).toMatchObject({ kind: 'posted' });
  expect(await onHand(laptop, 'Rice')).toBe(82_000);
  await drained(laptop);
  for (const device of [till, laptop]) {
    await rice(device, 82);
    await settled(device);
    await until(
      'nothing left to put right',
      () => found(device),
      ([one]) => one?.[3] === 0,
    );
  }
  const rows = await onServer(
    `select a.note, a.reason, sum(l.quantity_milli)::int as moved,
       (select sum(quantity_milli)::int from public.stock_balances where item_id = $2) as on_hand
     from public.stock_adjustments a join public.stock_adjustment_lines l on l.adjustment_id = a.id
     where a.location_id = $1 and a.reason = 'count' group by a.id`,
    [shop.id, shop.rice],
  );
  expect(rows).toEqual([
    { note: `Stocktake July · ${code}`, reason: 'count', moved: -3000, on_hand: 82_000 },
  ]);
  expect([...till.errors, ...laptop.errors]).toEqual([]);
});

test('[T040] two managers post one stocktake, each without a network: one is taken, the other is told; what comes to light later is a further one', async () => {
  await using it = await laptopAndTill(stack, {}, 'manager');
  const { till, laptop, network, shop } = it;
  await until(
    'a manager at the till',
    () => till.till.user.role,
    (role) => role === 'manager',
  );
  await countSome(till.till, code, { Rice: 98 });
  await drained(till);
  await has(laptop, 1);
  network.cut();
  // Only the till knows of one bag more.
  await countSome(till.till, code, { Rice: 1 });
  const late = await sell(till, 'Rice', 3);
  const second = await postFound(till.till, code);
  const first = await postFound(laptop.till, code);
  const id = stocktakeAdjustmentId(stocktakeId(shop.id, code), 1);
  expect([first, second]).toMatchObject([
    { kind: 'posted', id },
    { kind: 'posted', id },
  ]);
  await drained(laptop);
  await rice(laptop, 98);
  network.heal();
  till.shop.store.syncNow();
  await becomes(till, late.id, { sync_status: 'synced' });
  await becomes(till, id, { sync_status: 'failed', error_code: 'RVDUP' });
  // The bag that the till found is still to be put right: a further adjustment, by whoever looks.
  await has(laptop, 2);
  await rice(laptop, 95);
  await settled(laptop);
  expect(await found(laptop)).toEqual([['Rice', 99_000, 100_000, 1000, 2]]);
  expect(await postFound(laptop.till, code)).toMatchObject({
    kind: 'posted',
    id: stocktakeAdjustmentId(stocktakeId(shop.id, code), 2),
  });
  await drained(laptop);
  await rice(laptop, 96);
  expect(
    await onServer(
      `select note from public.stock_adjustments where location_id = $1 and reason = 'count' order by journal_seq`,
      [shop.id],
    ),
  ).toEqual([{ note: `Stocktake July · ${code}` }, { note: `Stocktake July · ${code}, adjustment 2` }]);
  expect([...till.errors, ...laptop.errors]).toEqual([]);
});

test('what comes back after the count moves what it puts on the shelf, and nothing where it is thrown away; here, then in the books', async () => {
  await using it = await laptopAndTill(stack, {}, 'manager');
  const { laptop, proxy } = it;
  const sale = await sell(laptop, 'Rice', 5);
  await drained(laptop);
  await countSome(laptop.till, code, { Rice: 95 });
  proxy.cut();
  expect(await takeBack(laptop, sale.id, 2, false)).toMatchObject({ kind: 'posted' });
  expect(await takeBack(laptop, sale.id, 1, true)).toMatchObject({ kind: 'posted' });
  await rice(laptop, 96);
  const nothing = [['Rice', 95_000, 95_000, 0, 1]];
  expect(await found(laptop)).toEqual(nothing);
  proxy.heal();
  laptop.shop.store.syncNow();
  await drained(laptop);
  await settled(laptop);
  await rice(laptop, 96);
  expect(await found(laptop)).toEqual(nothing);
  expect(laptop.errors).toEqual([]);
});

test('what is found after the books were put right is all that is added', async () => {
  await using it = await laptopAndTill(stack);
  const { laptop } = it;
  await countSome(laptop.till, code, { Rice: 98 });
  expect(await postFound(laptop.till, code)).toMatchObject({ kind: 'posted' });
  await drained(laptop);
  await settled(laptop);
  await rice(laptop, 98);
  await countSome(laptop.till, code, { Rice: 1 });
  expect(await found(laptop)).toEqual([['Rice', 99_000, 98_000, 1000, 2]]);
});

test('an adjustment that was voided is not in the way of the next', async () => {
  await using it = await laptopAndTill(stack, {}, 'manager');
  const { till, laptop, shop } = it;
  await countSome(laptop.till, code, { Rice: 98 });
  await drained(laptop);
  const [first, second] = [1, 2].map((n) => stocktakeAdjustmentId(stocktakeId(shop.id, code), n));
  const of = {
    document_id: first!,
    device_id: laptop.till.device.id,
    entity_type: 'stock_adjustment',
    number: 'A-1',
  } as const;
  await voidDocument(laptop.till, laptop.shop.settling, { ...of, reason: 'Counted badly' });
  await until(
    'void on the laptop',
    () => usedAdjustments(laptop.till.db.read, [first!]).execute(),
    (used) => used.length === 1,
  );
  expect(await postFound(laptop.till, code)).toMatchObject({ kind: 'posted', id: second });
  await drained(laptop);
  await rice(till, 98);
});

test('what nobody counted is left alone, unless it is to count as nothing', async () => {
  await using it = await laptopAndTill(stack);
  const { laptop, shop } = it;
  await receiveSome(laptop.till, 'Milk', 10, { batch_number: 'NEW-1', expiry_date: '2031-05-31' });
  await countSome(laptop.till, code, { Milk: 9 });
  const milk = ['Milk', 9000, 10_000, -1000, 1];
  expect(await found(laptop)).toEqual([milk]);
  expect(await found(laptop, 'all')).toEqual([milk, ['Rice', 0, 100_000, -100_000, 0]]);
  expect(await postFound(laptop.till, code, 'all')).toMatchObject({ kind: 'posted' });
  await drained(laptop);
  await rice(laptop, 0);
  expect(
    await onServer(
      `select b.quantity_milli::int from public.stock_balances b where b.item_id = $1 and b.lot_id is not null`,
      [shop.milk],
    ),
  ).toEqual([{ quantity_milli: 9000 }]);
  expect(laptop.errors).toEqual([]);
});
