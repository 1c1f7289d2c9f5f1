import { type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { expectCopied } from '#tests/support/copied-rows.ts';
import { deviceDatabase } from '#tests/support/device-database.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { goods, onHandMilli, postedOnce, postedSale, type Good } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  expectConnection,
  expectPending,
  go,
  saleRow,
  sellByKeys,
  setUpTill,
  stockRow,
  syncNow,
} from '#tests/support/till-page.ts';

/** Two tills of one shop, each on a network of its own. */
let lost: Device;
let other: Device;
let lostNetwork: FaultProxy;
let otherNetwork: FaultProxy;

beforeAll(async () => {
  ({ network: lostNetwork, device: lost } = await newTill('cashier'));
  ({ network: otherNetwork, device: other } = await newTill('manager'));
});

/** As the settings of a browser do it: nothing of the site is left, worker and database included. */
async function wipe(page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  await page.goto('about:blank');
  const browser = await page.context().newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
}

async function expectOnHand(page: Page, good: Good, milli: number): Promise<void> {
  await see(await stockRow(page, good.name)).toContainText(`${milli / 1000} pc`);
}

test('[R2-1] a device that loses its storage gets back all that was synced, and what waits on another one is not touched', async () => {
  const [good] = await goods('piece', 1, 28);
  const before = good!.on_hand_milli;
  const synced = await sellByKeys(lost.page, [good!.barcode]);
  await expectPending(lost.page, 0);
  otherNetwork.cut();
  const waiting = await sellByKeys(other.page, [good!.barcode]);
  await expectPending(other.page, 1);

  await wipe(lost.page);
  await setUpTill(lost.page, 'cashier');
  await go(lost.page, 'Sales');
  await see(saleRow(lost.page, synced)).toContainText('Synced', { timeout: 20_000 });
  await see(saleRow(lost.page, waiting)).toHaveCount(0);
  await expectOnHand(lost.page, good!, before - 1000);
  await expectPending(lost.page, 0);
  await expectCopyEqualsServer();
  await expectPending(other.page, 1);
  expect(await postedSale(waiting)).toMatchObject({ invoices: 0 });

  otherNetwork.heal();
  await syncNow(other.page);
  await expectPending(other.page, 0);
  expect(await postedSale(waiting)).toEqual(postedOnce(1));
  expect(await postedSale(synced)).toEqual(postedOnce(1));
  expect(await onHandMilli(good!.id)).toBe(before - 2000);
  await expectOnHand(lost.page, good!, before - 2000);
  expect([...lost.problems, ...other.problems]).toEqual([]);
});

/** All of the demo shop's documents are of the months that a till keeps. */
const copied =
  `items categories units tax_rates customers suppliers stock_lots location_settings stock_balances
  sales_invoices sales_invoice_lines sales_invoice_payments stock_adjustments`.split(/\s+/);

/** What the device built anew is what the server holds for it, row by row. */
async function expectCopyEqualsServer(): Promise<void> {
  await expectConnection(lost.page, 'Online');
  lostNetwork.cut();
  using local = await deviceDatabase(lost.page);
  for (const name of copied) await expectCopied(local, 'cashier', name);
  lostNetwork.heal();
}
