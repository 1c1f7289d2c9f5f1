/** Goods that come back without a network, from the till to the books and to the other device. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOlderSale } from '#commands/find-older-sale.ts';
import { recentSales } from '#queries/recent-sales.ts';
import { unpostedTakings } from '#queries/refused.ts';
import { saleToReturn } from '#queries/sale-to-return.ts';
import { onHand, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { becomes, laptopAndTill } from '#tests/support/refused-world.ts';
import { dateBack } from '#tests/support/long-ago.ts';
import { opensReturn, takeBack } from '#tests/support/returning.ts';
import { serverTruth } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

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
const backOf = async ({ till }: Device, saleId: string) =>
  (await saleToReturn(till.db.read, saleId))?.lines.map((line) => [line.returned_milli, line.returned_minor]);

test('[R9.2-2] sold and taken back offline: stock and what is left follow at once; then both are in the books, in that order, once', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, network, shop } = it;
  await drained(till);
  await until(
    'goods here',
    () => onHand(till, 'Rice'),
    (n) => n > 0,
  );
  const before = await onHand(till, 'Rice');
  const truth = await serverTruth(stack, shop);
  network.cut();
  const sale = await sell(till, 'Rice', 3);
  expect(await takeBack(till, sale.id, 1)).toMatchObject({ kind: 'posted', cash_minor: 250 });
  expect(await takeBack(till, sale.id, 1, false)).toMatchObject({ kind: 'posted' });
  expect(await onHand(till, 'Rice')).toBe(before - 2000);
  expect(await backOf(till, sale.id)).toEqual([[2000, 500]]);
  expect(await takeBack(till, sale.id, 2)).toMatchObject({
    kind: 'refused',
    refusal: { kind: 'returned_too_much', left_milli: 1000 },
  });
  const listed = await recentSales(till.till.db.read, 3).execute();
  expect(listed.filter(({ kind }) => kind === 'return')).toHaveLength(2);

  network.heal();
  till.shop.store.syncNow();
  await drained(till);
  for (const device of [till, laptop]) {
    await until(
      'the same everywhere',
      () => onHand(device, 'Rice'),
      (n) => n === before - 2000,
    );
    await until(
      'what came back is known',
      () => backOf(device, sale.id),
      (back) => JSON.stringify(back) === '[[2000,500]]',
    );
  }
  const now = await serverTruth(stack, shop);
  expect(now.invoices - truth.invoices).toBe(3);
  expect(now.balance_milli).toBe(before - 2000);
  expect(now.balance_milli).toBe(now.moved_milli);
  expect(now.rejected).toBe(truth.rejected);
});

test('the same goods are taken back on two tills that do not know of each other: one is booked, the other is refused, and its money is named', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, network } = it;
  const sale = await sell(till, 'Rice', 2);
  await drained(till);
  await until(
    'the sale is here',
    () => backOf(laptop, sale.id),
    (back) => back !== undefined,
  );
  network.cut();
  const late = await takeBack(till, sale.id, 2);
  if (late.kind !== 'posted') throw new Error(JSON.stringify(late));
  expect(await takeBack(laptop, sale.id, 2)).toMatchObject({ kind: 'posted' });
  await drained(laptop);
  network.heal();
  till.shop.store.syncNow();
  await becomes(till, late.id, { sync_status: 'failed', error_code: 'RVRET' });
  expect(await unpostedTakings(till.till.db.read).executeTakeFirst()).toMatchObject({
    count: 1,
    total_minor: -500,
  });
});

test('a sale of years ago is found by its number once there is a network, its month is fetched, and it comes back', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, network } = it;
  const sale = await sell(laptop, 'Rice', 1);
  const isHere = async () =>
    (await recentSales(till.till.db.read).execute()).some(({ id }) => id === sale.id);
  await until('in the books', isHere, (yes) => yes);
  await dateBack(stack, sale.id, '2020-01-07');
  await until('gone from the device', isHere, (yes) => !yes);
  const fetched: string[] = [];
  const find = (number: string) =>
    findOlderSale(till.shop.olderSales, number, (month) => fetched.push(month), AbortSignal.timeout(20_000));
  network.cut();
  expect(await find(sale.number)).toMatchObject({ kind: 'refused', refusal: { kind: 'needs_internet' } });
  network.heal();
  expect(await find('S-NOWHERE-01-000001')).toEqual({ kind: 'nowhere' });
  expect(await find(sale.number)).toEqual({ kind: 'here', id: sale.id });
  expect(fetched).toEqual(['2020-01']);
  expect(await takeBack(till, sale.id, 1)).toMatchObject({ kind: 'posted', cash_minor: 250 });
  await drained(till);
  expect(await backOf(till, sale.id)).toEqual([[1000, 250]]);
});

test('what came back of an older sale is known with the month of that sale, whenever it came back', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop } = it;
  const sale = await sell(laptop, 'Rice', 3);
  await drained(laptop);
  const isHere = async () =>
    (await recentSales(till.till.db.read).execute()).some(({ id }) => id === sale.id);
  await dateBack(stack, sale.id, '2020-01-01');
  await until('gone from the devices', isHere, (yes) => !yes);
  const find = ({ shop }: Device) =>
    findOlderSale(shop.olderSales, sale.number, () => undefined, AbortSignal.timeout(20_000));
  expect(await find(laptop)).toMatchObject({ kind: 'here' });
  const back = await takeBack(laptop, sale.id, 2);
  if (back.kind !== 'posted') throw new Error(JSON.stringify(back));
  await drained(laptop);
  // Of a month that no device keeps, between the sale and now.
  await dateBack(stack, back.id, '2020-05-01');
  expect(await find(till)).toMatchObject({ kind: 'here' });
  // The sale may be here a moment before what just came back of it.
  await until(
    'what came back',
    () => backOf(till, sale.id),
    (back) => JSON.stringify(back) === '[[2000,500]]',
  );
  expect(await takeBack(till, sale.id, 2)).toMatchObject({ kind: 'refused' });
});

test('what somebody has open is read anew as it is posted: of two tabs one pays back', async () => {
  await using it = await laptopAndTill(stack);
  const { till } = it;
  const sale = await sell(till, 'Rice', 1);
  const opened = await opensReturn(till, sale.id, 1);
  expect(await opened()).toMatchObject({ kind: 'posted' });
  expect(await opened()).toMatchObject({ kind: 'refused', refusal: { kind: 'returned_too_much' } });
});
