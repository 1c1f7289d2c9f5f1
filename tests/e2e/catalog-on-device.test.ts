import { see } from '#tests/support/see.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { expectCopied } from '#tests/support/copied-rows.ts';
import { deviceDatabase, type DatabaseCopy } from '#tests/support/device-database.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, sql } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { canSell, saleLines, searchBox, stockRow } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;
let local: DatabaseCopy;

const cashier = 'cashier';

beforeAll(async () => {
  ({ network, device } = await newTill(cashier));
  network.cut();
  local = await deviceDatabase(device.page);
});
afterAll(async () => {
  local[Symbol.dispose]();
});

/** Each is a column of the table on the device, so `copied` has compared it. */
function expectColumns(table: string, columns: readonly string[]): void {
  const found = local.all<{ name: string }>(`select name from pragma_table_info('${table}')`);
  expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining([...columns]));
}

/** The rows of these tables, as row level security shows them to the cashier, are on the device in every column. */
const copied = async (...names: readonly string[]) => {
  for (const name of names) await expectCopied(local, cashier, name);
};

test('[R2-10] [R5-1] after the first sync every master is on the device, whole, and nothing else', () =>
  copied(
    'items',
    'categories',
    'units',
    'customers',
    'suppliers',
    'stock_lots',
    'location_settings',
    'tax_rates',
    'locations',
    'location_members',
    'devices',
  ));

test('[R4.1-1] [R4.1-2] [R4.1-3] [R4.1-4] [R4.1-5] [R4.1-6] items are on the device with name, barcode, unit, price and flags', async () => {
  await copied('items');
  expectColumns('items', ['id', 'name', 'barcode', 'unit_id', 'price_minor', 'is_batch_tracked']);
});

test('[R4.1-7] [R4.1-8] categories and units of the items are there', async () => {
  await copied('categories', 'units');
  expectColumns('units', ['name', 'symbol', 'quantity_decimals']);
  expect(
    local.all(
      `select id from items where category_id not in (select id from categories) or unit_id not in (select id from units)`,
    ),
  ).toEqual([]);
});

test('[R4.1-9] [R4.1-10] [R4.1-11] [R4.1-13] customers with limit and days of credit, and suppliers', async () => {
  await copied('customers', 'suppliers');
  expectColumns('customers', ['name', 'phone', 'email', 'credit_limit_minor', 'credit_days']);
  expectColumns('suppliers', ['name', 'phone', 'email']);
});

test('[R4.1-14] [R4.1-15] batches with number and expiry', async () => {
  await copied('stock_lots');
  expectColumns('stock_lots', ['item_id', 'batch_number', 'expiry_date']);
});

test('[R4.1-16] the settings of the branch, with its policy for negative stock', async () => {
  await copied('location_settings');
  expectColumns('location_settings', ['negative_stock_policy', 'currency', 'tax_mode', 'time_zone']);
});

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
