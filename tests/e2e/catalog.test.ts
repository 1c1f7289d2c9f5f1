import type { Locator, Page } from '@playwright/test';
import { beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { scan } from '#tests/support/scanner.ts';
import { see } from '#tests/support/see.ts';
import { postedOnce, postedSale, sql } from '#tests/support/server-side.ts';
import { expectConnection, expectPending, go, searchBox, sellByKeys } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill('manager'));
});

const barcode = '9780201379624';
const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Items' });
const row = (page: Page, name: string): Locator => grid(page).getByRole('row').filter({ hasText: name });
const find = (page: Page, text: string) => page.getByRole('textbox', { name: 'Find in items' }).fill(text);
const toast = (page: Page, title: string): Locator => page.getByText(title, { exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

/** Down at its upper edge, and up again where it was: what appears meanwhile must not move it away. */
async function pressEdge(page: Page, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const { x, y } = (await target.boundingBox())!;
  await page.mouse.move(x + 20, y + 3);
  await page.mouse.down();
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await page.mouse.up();
}

/** With letters twice as large no entry of the bar is cut, nor off the screen, and the list can be reached. */
async function expectRoomForLargeLetters(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  const cut = await page.getByRole('navigation', { name: 'Main' }).evaluate(
    (bar) =>
      [...bar.querySelectorAll('a')].filter((link) => {
        const { left, right, bottom } = link.getBoundingClientRect();
        return left < 0 || right > innerWidth || bottom > innerHeight || link.scrollWidth > link.clientWidth;
      }).length,
  );
  expect(cut).toBe(0);
  await grid(page).getByRole('row').nth(2).scrollIntoViewIfNeeded();
  await see(grid(page).getByRole('row').nth(2)).toBeInViewport();
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  await page.setViewportSize({ width: 1366, height: 800 });
}

test('[R3.2-16] a manager adds an item offline, sells it, changes its price, archives and restores it; the shop goes by its new name', async () => {
  const { page } = device;
  network.cut();
  await device.context.setOffline(true);
  await expectConnection(page, 'Offline');
  await go(page, 'Catalog');
  await see(row(page, 'a').first()).toBeVisible();
  await expectAccessible(page, 'list');
  await expectRoomForLargeLetters(page);

  await page.getByRole('button', { name: 'New item' }).click();
  await see(page.getByLabel('Name')).toBeFocused();
  await pressEdge(page, page.getByText('Sold by batch'));
  await see(page.getByLabel('Sold by batch')).toBeChecked();
  await see(page.getByText('Needed')).toBeVisible();
  await page.getByLabel('Sold by batch').uncheck();
  await save(page);
  await see(page.getByText('Choose one.')).toHaveCount(3);
  await page.getByLabel('Name').fill('Moon cheese');
  await scan(page, barcode);
  await see(page.getByLabel('Barcode')).toHaveValue(barcode);
  await page.getByRole('dialog').getByLabel('Category').selectOption({ index: 1 });
  await page.getByLabel('Unit').selectOption('Piece');
  await page.getByLabel('Tax rate').selectOption({ index: 1 });
  await page.getByLabel('Price').fill('four');
  await expectAccessible(page, 'form');
  await see(page.getByText('This is no amount. Type it like 12.50.')).toBeVisible();
  await page.getByLabel('Price').fill('4,99');
  await page.getByLabel('Price').press('Enter');
  await see(toast(page, 'Item added')).toBeVisible();

  await find(page, 'moon ch');
  await see(row(page, 'Moon cheese')).toContainText('€4.99');
  await see(row(page, 'Moon cheese')).toContainText('Pending');
  await go(page, 'Sell');
  await see(searchBox(page)).toBeVisible();
  const number = await sellByKeys(page, [barcode]);
  await see(page.getByRole('article')).toContainText('4.99');

  await go(page, 'Catalog');
  await find(page, barcode);
  await row(page, 'Moon cheese').click();
  await save(page);
  await see(toast(page, 'Nothing changed')).toBeVisible();
  await row(page, 'Moon cheese').click();
  // While the word of what was done before is still there.
  await page.getByRole('button', { name: 'Archive', exact: true }).click({ trial: true });
  await page.getByLabel('Price').fill('5.25');
  await page.goBack();
  await see(page.getByRole('alert')).toContainText('What you typed is not saved');
  await see(page.getByRole('button', { name: 'Go on editing' })).toBeFocused();
  await page.keyboard.press('Enter');
  await see(page.getByLabel('Price')).toBeFocused();
  await see(page.getByLabel('Price')).toHaveValue('5.25');
  await save(page);
  await see(row(page, 'Moon cheese')).toContainText('€5.25');
  const saved = page.getByRole('dialog').filter({ hasText: 'Item saved' });
  await saved.getByRole('button', { name: 'Undo' }).click();
  await see(row(page, 'Moon cheese')).toContainText('€4.99');

  await grid(page).focus();
  await page.keyboard.press(' ');
  await see(page.getByText('1 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Change prices' }).click();
  await page.getByRole('textbox', { name: 'Per cent' }).fill('10');
  await page.getByLabel('Round the new price').selectOption({ label: 'To €0.10' });
  await see(page.getByRole('region', { name: 'New prices' })).toContainText('€5.50');
  await page.getByRole('button', { name: 'Change 1 price' }).click();
  await see(row(page, 'Moon cheese')).toContainText('€5.50');

  await see(grid(page)).toBeFocused();
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await see(page.getByText('No item matches')).toBeVisible();
  await go(page, 'Sell');
  await searchBox(page).fill('moon cheese');
  await see(page.getByText('No item matches')).toBeVisible();
  await searchBox(page).fill('');
  await go(page, 'Catalog');
  await page.getByLabel('Show').selectOption('Archived');
  await row(page, 'Moon cheese').click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await see(row(page, 'Moon cheese')).toHaveCount(0);

  network.heal();
  await device.context.setOffline(false);
  await expectPending(page, 0);
  expect(await postedSale(number)).toEqual(postedOnce(1));
  const [item] = await sql(`select name, price_minor::int, is_archived from items where barcode = $1`, [
    barcode,
  ]);
  expect(item).toEqual({ name: 'Moon cheese', price_minor: 550, is_archived: false });
  await page.getByLabel('Show').selectOption('In use');
  await find(page, 'moon cheese');
  await see(row(page, 'Moon cheese')).toContainText('€5.50');
  await see(row(page, 'Moon cheese')).not.toContainText('Pending');

  await sql(`update locations set name = 'Harbour Corner' where code = 'HS'`);
  await see(page.getByRole('banner')).toContainText('Harbour Corner');
  expect(device.problems).toEqual([]);
});
