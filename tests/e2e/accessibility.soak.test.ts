import { expectAccessible } from '#tests/support/accessible.ts';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectConnection,
  go,
  pending,
  receiptNumber,
  saleLines,
  searchBox,
  signIn,
  stockRow,
} from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill(null));
});

/** And the header says how it stands with the server. */
async function expectGood(screen: string): Promise<void> {
  const { page } = device;
  await expectAccessible(page, screen);
  const header = page.locator('header').filter({ has: page.locator('[role=status]') });
  await see(header.locator('[role=status]')).toHaveText(/online|offline|server|connecting|starting/i);
  await see(header.getByText(/^\d+ pending/)).toBeVisible();
}

test('[R13-2] [R3.1-9] [R3.1-10] before the shop is open: sign in, choose, name the device', async () => {
  const { page } = device;
  await page.goto('/sell');
  await see(page.getByLabel('E-mail')).toBeVisible();
  await expectGood('sign in');
  await page.getByLabel('E-mail').fill('owner@flux.example');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await see(page.getByText('The e-mail address or the password is not right')).toBeVisible();
  await expectGood('wrong password');
  await signIn(page, 'owner');
  await see(page.getByRole('heading', { name: 'Where are you selling?' })).toBeVisible();
  await expectGood('choose location');
  await page.getByRole('button', { name: /Harbour Street/ }).click();
  await see(page.getByRole('heading', { name: 'Name this device' })).toBeVisible();
  await expectGood('name device');
  network.set('/sync/', { kind: 'refuse' });
  await page.getByRole('button', { name: 'Register this device' }).click();
  await see(page.getByRole('heading', { name: /^Getting .* ready/ })).toBeVisible();
  await expectGood('first copy');
  network.heal();
  await canSell(page);
});

test('[R13-2] Sell: shelf, search, cart, every question', async () => {
  const { page } = device;
  const [piece] = await goods('piece', 1, 27);
  const [weighed] = await goods('weighed', 1);
  const [tracked] = await goods('batch', 1);
  await expectGood('sell, empty');
  await searchBox(page).fill('a');
  await see(page.getByRole('option').first()).toBeVisible();
  await expectGood('search');
  await searchBox(page).fill('zzzz');
  await searchBox(page).press('Enter');
  await see(page.getByRole('alert')).toBeVisible();
  await expectGood('miss');
  await searchBox(page).fill('');
  await scan(page, weighed!.barcode);
  await see(page.getByRole('dialog')).toBeVisible();
  await expectGood('weigh');
  await page.keyboard.type('1.5');
  await page.keyboard.press('Enter');
  await scan(page, tracked!.barcode);
  await see(page.getByRole('dialog')).toBeVisible();
  await expectGood('choose batch');
  await page.keyboard.press('Enter');
  await scan(page, piece!.barcode);
  await see(saleLines(page)).toHaveCount(3);
  await expectGood('cart');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: /^3 lines/ }).click();
  await see(saleLines(page).first()).toBeVisible();
  await expectGood('cart on a phone');
  await page.setViewportSize({ width: 1366, height: 844 });
  await page.getByRole('button', { name: 'Keys and help' }).click();
  await see(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expectGood('keys');
  await page.keyboard.press('Escape');
}, 240_000);

test('[R13-2] payment, receipt, sales', async () => {
  const { page } = device;
  network.set('/rest/v1/rpc/push', { kind: 'refuse' });
  await page.keyboard.press('F9');
  await see(page.getByRole('dialog', { name: 'Payment' })).toBeVisible();
  await expectGood('cash');
  await page.getByRole('textbox', { name: 'Cash received' }).fill('1');
  await see(page.getByRole('button', { name: 'Count this part' })).toBeVisible();
  await expectGood('part payment');
  await page.getByRole('button', { name: 'Count this part' }).click();
  await see(page.getByRole('textbox', { name: 'Card amount' })).toBeVisible();
  await expectGood('card');
  await page.keyboard.press('F10');
  const number = await receiptNumber(page);
  await expectGood('receipt');
  await go(page, 'Sales');
  await see(page.getByRole('main')).toContainText(number);
  await expectGood('sales');
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('button', { name: 'Take goods back' }).click();
  await page.getByRole('button', { name: 'All of it' }).click();
  await see(page.getByRole('button', { name: 'Pay back' })).toBeEnabled();
  await expectGood('return');
  await go(page, 'Sales');
  await page.getByRole('button', { name: 'Return without a receipt' }).click();
  const [piece] = await goods('piece', 1);
  await scan(page, piece!.barcode);
  await see(page.getByRole('textbox', { name: `Quantity of ${piece!.name}` })).toHaveValue('1');
  // Says what is missing.
  await page.keyboard.press('F10');
  await expectGood('return without a receipt');
});

test('[R13-2] stock, queue, settings, with a document that waits, offline', async () => {
  const { page } = device;
  const [tracked] = await goods('batch', 1);
  const row = await stockRow(page, tracked!.name);
  await expectGood('stock');
  // What waits to be sent takes no room from the name, not even on a phone.
  await page.setViewportSize({ width: 390, height: 844 });
  await see(row).toContainText('−1 pending');
  const isWhole = (text: HTMLElement) =>
    text.scrollWidth <= text.clientWidth && text.scrollHeight <= text.clientHeight + 1;
  expect(await row.getByText(tracked!.name, { exact: true }).evaluate(isWhole)).toBe(true);
  await page.getByRole('button', { name: `Batches of ${tracked!.name}` }).click();
  await see(page.getByRole('dialog')).toBeVisible();
  await expectGood('batches');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1366, height: 844 });
  await go(page, 'Sync');
  await see(page.getByText(/tried/)).toBeVisible({ timeout: 20_000 });
  await expectGood('queue');
  await go(page, 'Settings');
  await expectGood('settings');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await see(page.getByRole('alert')).toContainText('1 document is only on this device');
  await expectGood('sign out refused');
  await page.keyboard.press('Escape');
  await see(page.getByRole('dialog')).toBeHidden();
  network.cut();
  await device.context.setOffline(true);
  await expectConnection(page, 'Offline');
  await see(pending(page)).toHaveText('1 pending');
  await expectGood('offline');
  await page.goto('/nowhere');
  await see(page.getByText('There is no such screen')).toBeVisible();
  await expectGood('no such screen');
  expect(device.problems).toEqual([]);
});
