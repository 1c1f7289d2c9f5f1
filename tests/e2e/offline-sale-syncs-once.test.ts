import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { goods, onHandMilli, postedOnce, postedSale } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import {
  canSell,
  expectConnection,
  expectPending,
  go,
  receiptNumber,
  saleLines,
  saleRow,
  setUpTill,
  signInIfAsked,
} from '#tests/support/till-page.ts';
import { scan } from '#tests/support/scanner.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill(null));
});

test('[T001] [R13-1] [R1-1] [R1-2] [R1-3] [R1-4] [R2-2] [R3.1-1] [R3.1-2] [R3.1-3] [R3.1-4] [R3.1-7] [R3.1-8] [R3.1-9] [R3.1-10] [R3.1-12] [R3.2-1] [R7.1-2] a sale made offline survives a killed browser and becomes one invoice', async () => {
  const [first, second] = await goods('piece', 2);
  const before = await onHandMilli(first!.id);
  await setUpTill(device.page, 'cashier');
  await expectPending(device.page, 0);

  network.cut();
  await device.context.setOffline(true);
  await expectConnection(device.page, 'Offline');
  for (const good of [first!, first!, second!]) await scan(device.page, good.barcode);
  await see(saleLines(device.page)).toHaveCount(2);
  await see(saleLines(device.page).first()).toContainText('2 pc');
  await device.page.keyboard.press('F9');
  await device.page.getByRole('textbox', { name: 'Cash received' }).fill('500');
  const change = await device.page.getByTestId('change-due').textContent();
  await device.page.keyboard.press('F10');
  const number = await receiptNumber(device.page);
  await see(device.page.getByTestId('change-given')).toHaveText(change ?? '');
  await expectPending(device.page, 1);
  expect(await postedSale(number)).toMatchObject({ invoices: 0 });

  await device.kill();
  await device.restart();
  await device.context.setOffline(true);
  await device.page.goto('/sell');
  await canSell(device.page);
  await expectPending(device.page, 1);
  await go(device.page, 'Sales');
  await see(saleRow(device.page, number)).toContainText('Pending');
  expect(await postedSale(number)).toMatchObject({ invoices: 0 });

  network.heal();
  await device.context.setOffline(false);
  await signInIfAsked(device.page, 'cashier');
  await see(saleRow(device.page, number)).toContainText('Synced', { timeout: 30_000 });
  await expectConnection(device.page, 'Online');
  await expectPending(device.page, 0);
  expect(await postedSale(number)).toEqual(postedOnce(2));
  expect(await onHandMilli(first!.id)).toBe(before - 2000);
  expect(device.problems).toEqual([]);
});
