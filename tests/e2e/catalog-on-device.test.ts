import { expect as see } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDevice, type Device } from '#tests/support/browser.ts';
import { deviceDatabase, type DatabaseCopy } from '#tests/support/device-database.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, sql } from '#tests/support/server-side.ts';
import { startNetwork } from '#tests/support/shop-network.ts';
import { canSell, saleLines, searchBox, setUpTill, stockRow } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;
let local: DatabaseCopy;

beforeAll(async () => {
  network = await startNetwork();
  device = await startDevice(network.url);
  await setUpTill(device.page, 'cashier');
  network.cut();
  local = await deviceDatabase(device.page);
});
afterAll(async () => {
  local[Symbol.dispose]();
  await device.close();
  await network.close();
});

/** The same columns of the same rows, at the server and on the device. */
async function expectCopied(table: string, columns: readonly string[]): Promise<void> {
  const list = columns.map((column) => `${column}::text as ${column}`).join(', ');
  const there = await sql<Record<string, string | null>>(
    `select id::text, ${list} from ${table} where location_id = (select id from locations where code = 'HS') order by id`,
  );
  const here = local.all<Record<string, unknown>>(
    `select id, ${columns.join(', ')} from ${table} order by id`,
  );
  expect(here.length).toBeGreaterThan(0);
  const asText = (value: unknown) => (value === null ? null : String(value as string | number));
  const flags: Record<string, string> = { true: '1', false: '0' };
  expect(
    here.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, asText(value)]))),
  ).toEqual(
    there.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, value === null ? null : (flags[value] ?? value)]),
      ),
    ),
  );
}

test('[R4.1-1] [R4.1-2] [R4.1-3] [R4.1-4] [R4.1-5] [R4.1-6] items are on the device with name, barcode, unit, price and flags', () =>
  expectCopied('items', ['name', 'barcode', 'unit_id', 'category_id', 'price_minor', 'is_batch_tracked']));

test('[R4.1-7] [R4.1-8] categories and units of the items are there', async () => {
  await expectCopied('categories', ['name', 'sort_order']);
  await expectCopied('units', ['name', 'symbol', 'quantity_decimals']);
  expect(
    local.all(
      `select id from items where category_id not in (select id from categories) or unit_id not in (select id from units)`,
    ),
  ).toEqual([]);
});

test('[R4.1-9] [R4.1-10] [R4.1-11] [R4.1-13] customers with limit and days of credit, and suppliers', async () => {
  await expectCopied('customers', ['name', 'phone', 'email', 'credit_limit_minor', 'credit_days']);
  await expectCopied('suppliers', ['name', 'phone', 'email']);
});

test('[R4.1-14] [R4.1-15] batches with number and expiry', () =>
  expectCopied('stock_lots', ['item_id', 'batch_number', 'expiry_date']));

test('[R4.1-16] the settings of the branch, with its policy for negative stock', () =>
  expectCopied('location_settings', ['negative_stock_policy', 'currency', 'tax_mode', 'time_zone']));

test('[R3.1-2] what is copied is what the screens show, without a network', async () => {
  const { page } = device;
  const [good] = await goods('piece', 1, 26);
  await page.reload();
  await canSell(page);
  await searchBox(page).fill(good!.name);
  const option = page.getByRole('option');
  await see(option).toContainText(good!.barcode);
  await see(option).toContainText((good!.price_minor / 100).toFixed(2));
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await scan(page, good!.barcode);
  await see(saleLines(page)).toContainText(good!.name);
  await see(await stockRow(page, good!.name)).toContainText(`${good!.on_hand_milli / 1000} pc`);
  const [tracked] = await goods('batch', 1, 2);
  await stockRow(page, tracked!.name);
  await page.getByRole('button', { name: `Batches of ${tracked!.name}` }).click();
  const lots = await sql<{ batch_number: string }>('select batch_number from stock_lots where item_id = $1', [
    tracked!.id,
  ]);
  for (const { batch_number } of lots) await see(page.getByRole('dialog')).toContainText(batch_number);
  expect(device.problems).toEqual([]);
});
