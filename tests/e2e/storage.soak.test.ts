/** A device that runs out of room, and a browser that promises to keep what is there, or does not. */
import { type CDPSession, type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { deviceDatabase, draftsOnDisk } from '#tests/support/device-database.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, postedOnce, postedSale } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectPending,
  go,
  openTill,
  pending,
  receiptNumber,
  saleLines,
  sellByKeys,
  syncNow,
} from '#tests/support/till-page.ts';

/** For what a browser writes down about itself; a file asks for a megabyte when it grows. */
const spareBytes = 100_000;

let network: FaultProxy;
let device: Device;
let page: Page;

beforeAll(async () => {
  ({ network, device } = await newTill(null));
  page = device.page;
});

const storagePanel = () => page.getByRole('region', { name: 'Storage' });
const asks = () => page.evaluate(() => (window as unknown as { asks: number }).asks);

test('[T006] persistence is asked for at the first sale, not before, and the answer is shown', async () => {
  await device.context.addInitScript(() => {
    const counts = Object.assign(window, { asks: 0 });
    navigator.storage.persisted = () => Promise.resolve(localStorage['test.persisted'] === 'yes');
    navigator.storage.persist = () => {
      counts.asks += 1;
      return Promise.resolve(false);
    };
  });
  await openTill(page, 'cashier');
  for (const screen of ['Sync', 'Settings', 'Sell'] as const) await go(page, screen);
  await page.reload();
  await canSell(page);
  expect(await asks()).toBe(0);
  const [item] = await goods('piece', 1, 40);
  await sellByKeys(page, [item!.barcode]);
  await see.poll(asks).toBe(1);
  await go(page, 'Sync');
  await see(storagePanel()).toContainText('The browser may clear this data when space runs out');
  await see(storagePanel()).toContainText('Install Flux');
  await page.evaluate(() => localStorage.setItem('test.persisted', 'yes'));
  await page.reload();
  await see(storagePanel()).toContainText('The browser keeps this data');
  await go(page, 'Sell');
  await sellByKeys(page, [item!.barcode]);
  expect(await asks()).toBe(0);
});

test('[T005] no room left: the sale is refused clearly, the cart and all earlier sales are kept, and selling goes on once there is room', async () => {
  const [item] = await goods('piece', 1, 41);
  await expectPending(page, 0);
  network.set('/rest/v1/rpc/push', { kind: 'refuse' });
  const before = await sellInto(item!.barcode);
  await page.getByRole('button', { name: 'New sale' }).click();
  await scan(page, item!.barcode);
  await see(saleLines(page)).toHaveCount(1);

  await see.poll(() => draftsOnDisk(page)).toHaveLength(1);

  const devtools = await device.context.newCDPSession(page);
  await limitQuota(devtools, (await settledUse()) + spareBytes);
  await page.goto('/sell');
  await canSell(page);
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await page.keyboard.press('F10');
  const dialog = page.getByRole('dialog', { name: 'Payment' });
  await see(dialog).toContainText('This device has no room left: the sale was NOT taken');
  await see(dialog).toContainText('Nothing was written. Everything posted before is safe.');
  await page.keyboard.press('F10');
  await see(dialog).toContainText('This device has no room left');
  {
    using copy = await deviceDatabase(page);
    expect(copy.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(copy.all(`select number from outbox where sync_status <> 'synced'`)).toEqual([{ number: before }]);
    expect(copy.all('select document_id from pending_moves')).toHaveLength(1);
    expect(copy.all('select count(*) as count from ps_crud')).toEqual([{ count: 1 }]);
  }
  await page.keyboard.press('Escape');
  await see(saleLines(page)).toHaveCount(1);
  await limitQuota(devtools, null);
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await page.keyboard.press('F10');
  const after = await receiptNumber(page);
  // The refused one has used up no number.
  expect(Number(after.split('-').at(-1))).toBe(Number(before.split('-').at(-1)) + 1);
  network.heal();
  await syncNow(page);
  // What the full disk broke off, or kept from beginning, is taken up again within seconds.
  await see(pending(page)).toHaveText('0 pending', { timeout: 20_000 });
  for (const number of [before, after]) expect(await postedSale(number)).toEqual(postedOnce(1));
  expect(device.problems).toEqual([]);
});

async function sellInto(barcode: string): Promise<string> {
  await go(page, 'Sell');
  return sellByKeys(page, [barcode]);
}

/**
 * In bytes, with nothing of the origin open. A browser keeps compiled code
 * beside the scripts of a service worker, from their second or third start on:
 * that is written before the room is measured, or it would take what is left.
 */
async function settledUse(): Promise<number> {
  for (let before = 0; ;) {
    await page.goto('/sell');
    await canSell(page);
    await page.goto('/config.json');
    const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
    if (used < before + spareBytes / 10) return used;
    before = used;
  }
}

/** Of the origin, in bytes; null: as it was. */
async function limitQuota(devtools: CDPSession, quotaSize: number | null): Promise<void> {
  const origin = network.url;
  await devtools.send(
    'Storage.overrideQuotaForOrigin',
    quotaSize === null ? { origin } : { origin, quotaSize },
  );
}
