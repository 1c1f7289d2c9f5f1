import { type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, postedOnce, postedSale, sql, type Good } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { canSell, expectPending, receiptNumber, saleLines, searchBox } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill('cashier'));
});

/** How often the whole catalog has been loaded into this page's memory. */
const timesLoaded = (page: Page): Promise<number> =>
  page.evaluate(() => performance.getEntriesByName('flux: catalog in memory').length);

async function loadedAgain(page: Page, before: number): Promise<void> {
  await see.poll(() => timesLoaded(page), { timeout: 60_000 }).toBeGreaterThan(before);
}

/** A page that has no time for the background any more: memory stays as it is, or empty. */
const keepBusy = () => {
  window.requestIdleCallback = () => 0;
};

function setPrice({ id }: Good, minor: number) {
  return sql('update items set price_minor = $2, updated_at = now() where id = $1', [id, minor]);
}

/** Shown by the result list, hence arrived. */
async function arrived(page: Page, { name }: Good, price: string): Promise<void> {
  await searchBox(page).fill(name);
  await see(page.getByRole('option')).toContainText(price, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Clear the search' }).click();
}

test('[R4.1-5] a price that arrives by sync is what the next scan sells at, before and after the catalog is loaded anew', async () => {
  const { page } = device;
  const [good] = await goods('piece', 1, 40);
  await loadedAgain(page, 0);
  await scan(page, good!.barcode);
  await see(saleLines(page)).toContainText((good!.price_minor / 100).toFixed(2));
  await page.getByRole('button', { name: 'Clear', exact: true }).click();

  const idle = await page.evaluateHandle(() => window.requestIdleCallback);
  await page.evaluate(keepBusy);
  await setPrice(good!, 12_345);
  await arrived(page, good!, '123.45');
  await scan(page, good!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await see(saleLines(page)).toContainText('123.45');

  await page.evaluate((original) => {
    window.requestIdleCallback = original;
  }, idle);
  const before = await timesLoaded(page);
  await setPrice(good!, 23_456);
  await arrived(page, good!, '234.56');
  await loadedAgain(page, before);
  await scan(page, good!.barcode);
  await see(saleLines(page)).toHaveCount(2);
  await see(saleLines(page).last()).toContainText('234.56');

  await page.keyboard.press('F9');
  await page.getByRole('radio', { name: 'Card' }).click();
  await page.keyboard.press('F10');
  const number = await receiptNumber(page);
  await expectPending(page, 0);
  expect(await postedSale(number)).toEqual(postedOnce(2));
  const lines = await sql<{ price_minor: string }>(
    `select l.price_minor::text from sales_invoice_lines l join sales_invoices i on i.id = l.invoice_id
     where i.invoice_number = $1 order by l.price_minor`,
    [number],
  );
  expect(lines.map(({ price_minor }) => price_minor)).toEqual(['12345', '23456']);
  expect(device.problems).toEqual([]);
});

test('[R3.1-2] scanning and searching work before the catalog is in memory, without a network', async () => {
  const [good] = await goods('piece', 1, 41);
  network.cut();
  const page = await device.newTab();
  await page.addInitScript(keepBusy);
  await page.goto('/sell');
  await canSell(page);
  await scan(page, good!.barcode);
  await see(saleLines(page)).toContainText(good!.name);
  await searchBox(page).fill(good!.name.toUpperCase());
  await see(page.getByRole('option')).toContainText(good!.barcode);
  await see(page.getByRole('option')).toContainText(`${good!.on_hand_milli / 1000} pc`);
  expect(await timesLoaded(page)).toBe(0);
  expect(device.problems).toEqual([]);
});
