import { type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { pressFunctionKey, scan } from '#tests/support/scanner.ts';
import { goods, postedOnce, postedSale } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { expectPending, go, receiptNumber, saleLines } from '#tests/support/till-page.ts';

let device: Device;
let page: Page;

beforeAll(async () => {
  ({ device } = await newTill('cashier'));
  page = device.page;
});

test.each(['Sync', 'Settings'] as const)(
  '[R4.1-3] a scan on the %s screen is the first item of a sale',
  async (screen) => {
    const [good] = await goods('piece', 1, 22);
    await go(page, screen);
    await see(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
    await scan(page, good!.barcode);
    await see(saleLines(page)).toHaveCount(1);
    await see(saleLines(page)).toContainText(good!.name);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await see(saleLines(page)).toHaveCount(0);
  },
);

test('what is scanned while a form is still opening is its first line', async () => {
  const [good, next] = await goods('piece', 2, 22);
  await go(page, 'Sales');
  await see(page.getByRole('button', { name: 'Return without a receipt' })).toBeVisible();
  await Promise.all([pressFunctionKey(page, 2), scan(page, good!.barcode), scan(page, next!.barcode)]);
  const quantity = page.getByRole('textbox', { name: `Quantity of ${good!.name}` });
  await see(quantity).toHaveValue('1');
  await see(page.getByRole('textbox', { name: `Quantity of ${next!.name}` })).toHaveValue('1');
});

test('a scan over a quantity that is selected counts one more, and wipes nothing', async () => {
  const [good, next] = await goods('piece', 2, 22);
  const quantity = page.getByRole('textbox', { name: `Quantity of ${good!.name}` });
  await quantity.fill('7');
  await quantity.selectText();
  await scan(page, next!.barcode);
  await see(page.getByRole('textbox', { name: `Quantity of ${next!.name}` })).toHaveValue('2');
  await see(quantity).toHaveValue('7');
  const why = page.getByRole('textbox', { name: 'Why it comes back' });
  await why.fill('Torn at the seam');
  await why.evaluate((field: HTMLInputElement) => field.setSelectionRange(4, 4));
  await scan(page, good!.barcode);
  await see(quantity).toHaveValue('8');
  await see(why).toHaveValue('Torn at the seam');
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
});

test('a question on the Settings screen keeps what is scanned to itself', async () => {
  const [good] = await goods('piece', 1, 22);
  await go(page, 'Sell');
  await scan(page, good!.barcode);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  const passing = page.getByText('Undo', { exact: true }).first();
  await see(passing).toBeVisible();
  await go(page, 'Settings');
  await see(page.getByRole('main')).toContainText('Available');
  const leave = page.getByRole('button', { name: 'Sign out', exact: true });
  // To the end of the screen, where the word of what was cleared still stands: nobody waits for it to go.
  await leave.evaluate((button) => button.scrollIntoView({ block: 'start' }));
  await leave.click();
  await see(passing).toBeVisible({ timeout: 1 });
  const question = page.getByRole('dialog').filter({ hasText: 'Stay' });
  await question.getByRole('button', { name: 'Stay' }).focus();
  await scan(page, good!.barcode);
  await see(question).toHaveCount(0);
  await see(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await go(page, 'Sell');
  await see(saleLines(page)).toHaveCount(0);
});

test('while a manager is asked, a scan is no password and adds nothing to what is being allowed', async () => {
  const [good, other] = await goods('piece', 2, 22);
  await go(page, 'Stock');
  await page.getByRole('link', { name: 'Adjustments' }).click();
  await page.getByRole('button', { name: 'New adjustment' }).click();
  await see(page.getByRole('button', { name: 'Ask a manager' })).toBeVisible();
  await scan(page, good!.barcode);
  const quantity = page.getByRole('textbox', { name: `Quantity of ${good!.name}` });
  await quantity.fill('2');
  await page.getByRole('button', { name: 'Damaged' }).click();
  await page.keyboard.press('F9');
  const dialog = page.getByRole('dialog', { name: 'A manager’s approval' });
  await dialog.getByRole('button', { name: 'Use a password' }).click();
  await dialog.getByLabel('Reason').fill('Seen it');
  await dialog.getByLabel('Password').fill('half a pass');
  await scan(page, other!.barcode);
  await see(dialog.getByLabel('Password')).toHaveValue('half a pass');
  await see(dialog.getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await see(quantity).toHaveValue('2');
  await see(page.getByRole('textbox', { name: /^Quantity of/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await go(page, 'Sell');
});

test('F9 in the same moment as the last scans: all of them are in the sale before the payment opens', async () => {
  const items = await goods('piece', 4, 22);
  await scan(page, items[0]!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  const keys = items.slice(1).map(({ barcode }) => scan(page, barcode));
  await Promise.all([...keys, pressFunctionKey(page, 9)]);
  const payment = page.getByRole('dialog', { name: 'Payment' });
  await see(payment).toBeVisible();
  const total = items.reduce((sum, { price_minor }) => sum + price_minor, 0);
  await see(payment).toContainText((total / 100).toFixed(2));
  await see(page.getByText('Payment is open: nothing was added')).toHaveCount(0);
  await page.keyboard.press('F10');
  const number = await receiptNumber(page);
  await expectPending(page, 0);
  expect(await postedSale(number)).toEqual(postedOnce(4));
});

test('what is scanned after F9 is refused, loudly', async () => {
  const [first, late] = await goods('piece', 2, 22);
  await page.getByRole('button', { name: 'New sale' }).press('Enter');
  await scan(page, first!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await Promise.all([pressFunctionKey(page, 9), scan(page, late!.barcode)]);
  await see(page.getByText('Payment is open: nothing was added').first()).toBeVisible();
  const payment = page.getByRole('dialog', { name: 'Payment' });
  // Esc is for who sees the payment: it is open once what is behind it is out of reach.
  await see(payment).toBeVisible();
  await see(page.getByRole('region', { name: 'Sale' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await see(payment).toHaveCount(0);
  await see(saleLines(page)).toHaveCount(1);
  expect(device.problems).toEqual([]);
});
