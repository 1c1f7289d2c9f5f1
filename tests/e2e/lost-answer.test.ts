import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import { isSoak } from '#tests/support/soak.ts';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { goods, onHandMilli, postedOnce, postedSale } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { figuresSeen, watchFigure } from '#tests/support/stock-watch.ts';
import { expectPending, go, saleRow, sellByKeys, stockRow } from '#tests/support/till-page.ts';

const push = '/rest/v1/rpc/push';
/** Ten would fail the record, if they were answers. */
const lostAnswers = isSoak ? 12 : 5;

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill('cashier'));
});

const shown = (milli: number) => `${milli / 1000} pc`;

test('[R8.1-1] [R2-3] [R3.2-24] [R10.1-1e] the answer is lost again and again, and with it the stream: one invoice, and the stock shown is right all along', async () => {
  const [good] = await goods('piece', 1, 2);
  const stock = await device.newTab();
  await stock.goto('/stock');
  const row = await stockRow(stock, good!.name);
  await see(row).toContainText(shown(good!.on_hand_milli));

  await watchFigure(row);
  network.set('/sync/', { kind: 'refuse' });
  network.set(push, { kind: 'drop_ack' });
  const asked = network.count(push);
  const number = await sellByKeys(device.page, [good!.barcode]);
  await go(device.page, 'Sync');
  for (let tries = 1; tries <= lostAnswers; tries += 1) {
    // Each try ends unanswered, is counted, and waits; a person does not.
    await see.poll(() => network.count(push) - asked, { timeout: 20_000 }).toBeGreaterThanOrEqual(tries);
    await see(device.page.getByText(/tried (once|\d+ times)/)).toBeVisible();
    await device.page.getByRole('button', { name: 'Sync now' }).click();
  }
  await see.poll(() => network.count(push) - asked, { timeout: 20_000 }).toBeGreaterThan(lostAnswers);
  expect(await postedSale(number)).toEqual(postedOnce(1));
  await expectPending(device.page, 1);

  network.heal();
  await device.page.getByRole('button', { name: 'Sync now' }).click();
  await expectPending(device.page, 0);
  await go(device.page, 'Sales');
  await see(saleRow(device.page, number)).toContainText('Synced');
  await see(row).not.toContainText('pending', { timeout: 20_000 });
  await see(row).toContainText(shown(good!.on_hand_milli - 1000));

  expect(await postedSale(number)).toEqual(postedOnce(1));
  expect(await onHandMilli(good!.id)).toBe(good!.on_hand_milli - 1000);
  expect(await figuresSeen(row)).toEqual([shown(good!.on_hand_milli), shown(good!.on_hand_milli - 1000)]);
  expect(device.problems).toEqual([]);
  await stock.close();
});

test('[R4.2-13] answers are lost but the stream brings the rows: the record is settled by them, the figure stands', async () => {
  const [good] = await goods('piece', 1, 3);
  const stock = await device.newTab();
  await stock.goto('/stock');
  const row = await stockRow(stock, good!.name);
  await watchFigure(row);
  network.set(push, { kind: 'drop_ack' });
  await go(device.page, 'Sell');
  const number = await sellByKeys(device.page, [good!.barcode]);
  await expectPending(device.page, 0);
  await see(row).not.toContainText('pending', { timeout: 20_000 });
  expect(await postedSale(number)).toEqual(postedOnce(1));
  expect(await figuresSeen(row)).toEqual([shown(good!.on_hand_milli), shown(good!.on_hand_milli - 1000)]);
  network.heal();
  await stock.close();
});

test('[R8.1-6] [R9.2-3] the network delivers each push twice at once: one invoice', async () => {
  const [good] = await goods('piece', 1, 4);
  network.set(push, { kind: 'dup' });
  await go(device.page, 'Sell');
  const number = await sellByKeys(device.page, [good!.barcode]);
  await expectPending(device.page, 0);
  network.heal();
  await see.poll(() => postedSale(number), { timeout: 15_000 }).toEqual(postedOnce(1));
  expect(await onHandMilli(good!.id)).toBe(good!.on_hand_milli - 1000);
});
