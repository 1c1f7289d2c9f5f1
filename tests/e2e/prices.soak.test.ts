import { type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import { draftsOnDisk } from '#tests/support/device-database.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, postedOnce, postedSale, sql, type Good } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectConnection,
  expectPending,
  PASSWORD,
  receiptNumber,
  saleLines,
  searchBox,
} from '#tests/support/till-page.ts';

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

test('[R3.2-4] a cashier gives a discount alone, another price with a manager; the customer and the note are on the receipt', async () => {
  const { page } = device;
  const [good, other] = await goods('piece', 2, 60);
  network.heal();
  await expectConnection(page, 'Online');
  const [customer] = await sql<{ name: string }>('select name from customers order by name limit 1');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Sell', exact: true })
    .click();
  await scan(page, good!.barcode);
  await scan(page, other!.barcode);
  await see(saleLines(page)).toHaveCount(2);
  await page.keyboard.press('F7');
  const discount = page.getByRole('dialog', { name: 'Discount on the whole sale' });
  await discount.getByLabel('Per cent off').fill('101');
  await page.keyboard.press('Enter');
  await see(discount.getByText('From 0 to 100')).toBeVisible();
  await expectAccessible(page, 'discount');
  await discount.getByLabel('Per cent off').fill('5');
  await page.keyboard.press('Enter');
  const total = Math.round((good!.price_minor + other!.price_minor) * 0.95);
  await see(page.getByTestId('cart-total')).toContainText((total / 100).toFixed(2));
  await page.getByRole('button', { name: 'Customer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: customer!.name }).click();
  await page.getByRole('button', { name: 'Note' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('Leave it at the door.');
  await page.getByRole('button', { name: 'Keep the note' }).click();

  await page.keyboard.press('F6');
  const line = page.getByRole('dialog', { name: other!.name });
  await line.getByRole('radio', { name: 'Price' }).click();
  await line.getByLabel('Price for one').fill('1');
  await see(line.getByText('if a manager agrees')).toBeVisible();
  await page.keyboard.press('Enter');
  await see(saleLines(page).filter({ hasText: other!.name })).toContainText('1.00');
  await see.poll(async () => (await draftsOnDisk(page)).join()).toContain('"price_minor":100,');
  await page.reload();
  await canSell(page);
  await see(saleLines(page).filter({ hasText: other!.name })).toContainText('1.00');
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'ask a manager' }).click();
  const approval = page.getByRole('dialog', { name: 'A manager’s approval' });
  await approval.getByRole('button', { name: 'Use a password' }).click();
  await approval.getByLabel('Reason').fill('Dented');
  await approval.getByLabel('E-mail').fill('manager@flux.example');
  await approval.getByLabel('Password').fill(PASSWORD);
  await approval.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await page.keyboard.press('F10');
  const number = await receiptNumber(page);
  const receipt = page.getByRole('article');
  await see(receipt).toContainText(`For ${customer!.name}`);
  await see(receipt).toContainText('Leave it at the door.');
  await see(receipt).toContainText('Discount −');
  await expectPending(page, 0);
  const [posted] = await sql<{ flags: string[]; discount: number; total: number }>(
    `select flags, discount_minor::int as discount, total_minor::int as total from sales_invoices where invoice_number = $1`,
    [number],
  );
  const expected = Math.round((good!.price_minor + 100) * 0.95);
  expect(posted).toMatchObject({ total: expected, discount: good!.price_minor + 100 - expected });
  expect(posted!.flags).toContain('approved');
  expect(posted!.flags).not.toContain('price_unapproved');
  expect(device.problems).toEqual([]);
});
