import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import { startDevice, type Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, postedOnce, postedSale, sql } from '#tests/support/server-side.ts';
import { newTill, startNetwork } from '#tests/support/own-shop.ts';
import {
  canStartOffline,
  expectPending,
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
  ({ network, device } = await newTill('manager'));
});

test('an unknown barcode is named, and nothing is added', async () => {
  const { page } = device;
  await scan(page, '4006381333931');
  await see(page.getByRole('alert')).toContainText('No item has the barcode 4006381333931');
  await see(saleLines(page)).toHaveCount(0);
  // It stays until the next attempt.
  const [good] = await goods('piece', 1, 22);
  await scan(page, good!.barcode);
  await see(page.getByRole('alert')).toHaveCount(0);
  await see(saleLines(page)).toHaveCount(1);
});

test('zero, negative, absurd and broken quantities are refused where they are typed', async () => {
  const { page } = device;
  const keys = page.keyboard;
  for (const text of ['0', '-3', '1.5', '99999999', 'abc', '1e3']) {
    await keys.press('F4');
    const dialog = page.getByRole('dialog');
    await see(dialog).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Quantity' }).fill(text);
    await keys.press('Enter');
    await see(dialog.getByRole('textbox', { name: 'Quantity' }), text).toHaveAttribute(
      'aria-invalid',
      'true',
    );
    await see(dialog, text).toContainText(/whole number/);
    await keys.press('Escape');
    await see(dialog).toHaveCount(0);
  }
  await see(saleLines(page)).toContainText('1 pc');
  const [good] = await goods('piece', 1, 22);
  for (const text of [`0*${good!.name}`, `99999999*${good!.name}`, `1.5*${good!.name}`]) {
    await searchBox(page).fill(text);
    await see(page.getByRole('option')).toHaveCount(1);
    await keys.press('Enter');
    await see(page.getByText(/cannot be sold/).first(), text).toBeVisible();
    await page.getByRole('button', { name: 'Clear the search' }).click();
  }
  await see(saleLines(page)).toContainText('1 pc');
});

test('[R13-7] a batch-tracked item without a batch is not added, and it says why', async () => {
  const { page } = device;
  const [tracked] = await goods('batch', 1, 1);
  await sql(
    `insert into items (id, location_id, name, barcode, category_id, unit_id, tax_rate_id, price_minor, cost_minor, is_batch_tracked, created_by)
     select gen_random_uuid(), location_id, 'Item without a batch', '2099990000009', category_id, unit_id, tax_rate_id, 100, 50, true, created_by
     from items where id = $1`,
    [tracked!.id],
  );
  await searchBox(page).fill('Item without a batch');
  await see(page.getByRole('option')).toHaveCount(1, { timeout: 20_000 });
  await page.getByRole('option').click();
  await see(page.getByText('Item without a batch has no batch here').first()).toBeVisible();
  await see(saleLines(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
});

test('[T113] markup in a name, in the receipt texts and in a reference is text wherever it is shown', async () => {
  const { page } = device;
  const markup = '<img src=x onerror="window.wasRun=1"><b>Bold & Sons</b>';
  const [good] = await goods('piece', 1, 23);
  await sql('update items set name = $2, updated_at = now() where id = $1', [good!.id, markup]);
  await sql(
    `update location_settings set receipt_footer = $1 where location_id = (select location_id from items where id = $2)`,
    [markup, good!.id],
  );
  await searchBox(page).fill('<b>Bold');
  await see(page.getByRole('option')).toContainText(markup, { timeout: 20_000 });
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await scan(page, good!.barcode);
  await see(saleLines(page)).toContainText(markup);
  await page.keyboard.press('F9');
  await page.getByRole('radio', { name: 'Card' }).click();
  await page.getByRole('textbox', { name: /^Reference/ }).fill(markup);
  await page.keyboard.press('F10');
  const number = await receiptNumber(page);
  const paper = page.getByRole('article');
  await see(paper.getByText(markup)).toHaveCount(3);
  await see(await stockRow(page, '<b>Bold')).toContainText(markup);
  await expectPending(page, 0);
  expect(await postedSale(number)).toEqual(postedOnce(1));
  expect(await page.evaluate(() => 'wasRun' in window)).toBe(false);
  await see(page.locator('img[src=x]')).toHaveCount(0);
});

test('too little money, too much on a card: refused, the cart stays', async () => {
  const { page } = device;
  const [good] = await goods('piece', 1, 24);
  await go(page, 'Sell');
  await scan(page, good!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F9');
  const received = page.getByRole('textbox', { name: 'Cash received' });
  await received.fill('0.01');
  await see(page.getByRole('button', { name: 'Complete sale' })).toHaveCount(0);
  await received.fill('twelve');
  await see(page.getByRole('alert')).toContainText('not possible');
  await see(page.getByRole('button', { name: 'Complete sale' })).toBeDisabled();
  await page.getByRole('radio', { name: 'Card' }).click();
  await page.getByRole('textbox', { name: 'Card amount' }).fill('9999');
  await see(page.getByRole('alert')).toContainText('By card or on credit goes exactly what is due');
  await page.keyboard.press('Escape');
  await see(saleLines(page)).toHaveCount(1);
  await see(pending(page)).toHaveText('0 pending');
});

test('[R10.1-3d] [R13-10] [R10-1] [R9.2-4] what the server refuses is shown as failed, in words, and can be sent again', async () => {
  const { page } = device;
  const [good] = await goods('piece', 1, 25);
  const setPolicy = (policy: string) =>
    sql(
      `update location_settings set negative_stock_policy = $1, updated_at = now()
       where location_id = (select id from locations where code = 'HS')`,
      [policy],
    );
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  network.cut();
  await searchBox(page).fill(`900*${good!.barcode}`);
  await searchBox(page).press('Enter');
  await see(saleLines(page)).toContainText('900 pc');
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Complete sale' }).click();
  const number = await receiptNumber(page);
  await setPolicy('BLOCK');
  network.heal();
  await go(page, 'Sync');
  await page.getByRole('button', { name: 'Sync now' }).click();
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: number });
  await see(row).toContainText('Failed', { timeout: 60_000 });
  await see(row).toContainText('There is not enough stock for it (RVSTK)');
  await see(row).toContainText('The document is kept on this device');
  await see(page.getByRole('banner')).toContainText('1 failed');
  expect(await postedSale(number)).toMatchObject({ invoices: 0 });

  await setPolicy('WARN');
  await row.getByRole('button', { name: 'Try again' }).click();
  await see(page.getByRole('banner')).not.toContainText('failed');
  await expectPending(page, 0);
  expect(await postedSale(number)).toEqual(postedOnce(1));
});

test('[R3.1-11] a device on which nobody ever signed in says that it needs a connection, once', async () => {
  await using mine = await startNetwork();
  const fresh = await startDevice(mine.url);
  await fresh.page.goto('/sell');
  await see(fresh.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await canStartOffline(fresh.page);
  mine.cut();
  await fresh.page.reload();
  await see(fresh.page.getByRole('alert')).toContainText('The server cannot be reached', { timeout: 20_000 });
  await see(fresh.page.getByRole('alert')).toContainText('The first sign-in needs a connection, once');
  await signIn(fresh.page, 'cashier');
  await see(fresh.page.getByText('The server cannot be reached. Check the connection')).toBeVisible();
  await fresh.context.setOffline(true);
  await see(fresh.page.getByRole('alert').first()).toContainText('This device is offline');
  expect([...fresh.problems, ...device.problems]).toEqual([]);
  await fresh.close();
});
