import { expectAccessible } from '#tests/support/accessible.ts';
import { type Locator, type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { deviceDatabase } from '#tests/support/device-database.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { chooseBatch, newItem, refusedRow, sellWithoutBatch } from '#tests/support/refused-sale.ts';
import { sql } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  connection,
  expectPending,
  go,
  saleRow,
  sellByKeys,
  stockRow,
  syncNow,
} from '#tests/support/till-page.ts';

/** A cashier's till and a manager's laptop of one shop, each on a network of its own. */
let till: Device;
let laptop: Device;
let tillNetwork: FaultProxy;
let laptopNetwork: FaultProxy;

beforeAll(async () => {
  ({ network: tillNetwork, device: till } = await newTill('cashier'));
  ({ network: laptopNetwork, device: laptop } = await newTill('manager'));
});

const onScreen = (page: Page): Locator => page.getByRole('main');
const voidButton = (page: Page): Locator => onScreen(page).getByRole('button', { name: 'Void it' });

test('[R10.1-3c] [R10.1-3d] [R13-10] [T037] a cashier sees what was refused and why, everywhere, and that it takes a manager', async () => {
  const { page } = till;
  const item = await newItem('Zebra beans', '7312040017072');
  const number = await sellWithoutBatch(till.page, tillNetwork, item);
  await page.setViewportSize({ width: 390, height: 844 });
  const inQueue = refusedRow(page, number);
  await see(inQueue).toContainText('A batch-tracked item has no batch');
  await see(inQueue.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await see(await stockRow(page, item.name)).toContainText('-1 pc');
  await go(page, 'Sales');
  await see(onScreen(page)).toContainText('1 refused sale');
  const row = saleRow(page, number);
  await see(row).toContainText('Failed');
  await see(row).toContainText('A batch-tracked item has no batch');
  await expectAccessible(page, 'refused');
  await row.getByRole('link').click();
  await see(page.getByRole('heading', { name: `Sale ${number}` })).toBeVisible();
  await see(onScreen(page)).toContainText('The document is kept on this device');
  await see(onScreen(page)).toContainText('A manager can settle it, here or on a device of their own');
  await see(onScreen(page)).toContainText(item.name);
  await see(onScreen(page).getByRole('button')).toHaveCount(0);
  await expectAccessible(page, 'refused');
});

test('[T067] [R3.2-25] [R3.2-26] a manager voids it from a laptop: not without internet, and the reason stays; then the till shows it void', async () => {
  const { page } = laptop;
  await go(page, 'Sales');
  const [refused] = await sql<{ number: string }>(
    'select number from rejected_documents where resolved_at is null',
  );
  const { number } = refused!;
  const row = saleRow(page, number);
  await see(row).toContainText('Failed', { timeout: 30_000 });
  await see(row).toContainText('Till ');
  await go(page, 'Sync');
  await see(page.getByRole('region', { name: 'Refused on other tills' })).toContainText(number);
  await expectAccessible(page, 'refused');
  await page.getByRole('link', { name: 'Open' }).click();
  await see(onScreen(page)).toContainText('Zebra beans');
  await see(onScreen(page).getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expectAccessible(page, 'refused');

  laptopNetwork.cut();
  await see(connection(page)).not.toContainText('Online', { timeout: 20_000 });
  await voidButton(page).click();
  const dialog = page.getByRole('dialog', { name: `Void ${number}` });
  await dialog.getByLabel('Reason').fill('The customer brought it back');
  await dialog.getByRole('button', { name: 'Void it' }).click();
  await see(dialog.getByRole('alert')).toContainText('This needs internet');
  await see(dialog.getByRole('alert')).toContainText('what you typed is kept');
  await expectAccessible(page, 'refused');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await voidButton(page).click();
  await see(dialog.getByLabel('Reason')).toHaveValue('The customer brought it back');

  laptopNetwork.heal();
  await dialog.getByRole('button', { name: 'Void it' }).click();
  await see(dialog).toHaveCount(0);
  await see(onScreen(page)).toContainText('Void: closed for good', { timeout: 30_000 });
  await see(onScreen(page)).toContainText('The customer brought it back');
  await see(voidButton(page)).toHaveCount(0);

  await go(till.page, 'Sales');
  await see(saleRow(till.page, number)).toContainText('Void', { timeout: 30_000 });
  await see(saleRow(till.page, number)).not.toContainText('Failed');
  await see(onScreen(till.page)).not.toContainText('refused sale');
  await see(till.page.getByRole('banner')).not.toContainText('failed');
  await see(await stockRow(till.page, 'Zebra beans')).toContainText('0 pc');
  await go(till.page, 'Sales');
  await saleRow(till.page, number).getByRole('link').click();
  await see(onScreen(till.page)).toContainText('Void: closed for good');
  await expectAccessible(till.page, 'refused');
});

test('[R10.1-3e] [T037] a manager chooses the missing batch and sends it again; who did it is shown', async () => {
  const { page } = laptop;
  const item = await newItem('Yellow beans', '7312040017089');
  const number = await sellWithoutBatch(page, laptopNetwork, item);
  await refusedRow(page, number).getByRole('link', { name: 'Open' }).click();
  await see(onScreen(page)).toContainText('No batch');
  await see(onScreen(page).getByRole('button', { name: 'Send it corrected' })).toHaveCount(0);
  await chooseBatch(page, item);
  await see(onScreen(page)).toContainText('Batch B-77');
  await expectAccessible(page, 'refused');
  await onScreen(page).getByRole('button', { name: 'Send it corrected' }).click();
  await see(onScreen(page)).toContainText('It is in the books', { timeout: 30_000 });
  await see(page.getByRole('region', { name: 'What was done' })).toContainText(
    'corrected it and sent it again',
  );
  await expectPending(page, 0);
  const rows = await sql(
    `select s.batch_number, i.printed_number from sales_invoices i join sales_invoice_lines l on l.invoice_id = i.id
     join stock_lots s on s.id = l.lot_id where i.invoice_number = $1`,
    [number],
  );
  expect(rows).toEqual([{ batch_number: 'B-77', printed_number: number }]);
});

/** As a till does whose storage was copied: another document under the id of one that waits here. */
async function postAnother(page: Page, number: string): Promise<void> {
  using copy = await deviceDatabase(page);
  const [row] = copy.all<Record<string, string>>(`select * from outbox where number = '${number}'`);
  const { queue_id, entity_type, entity_id, location_id, device_id, client_created_at } = row!;
  const payload = { ...(JSON.parse(row!['payload']!) as object), note: 'Told otherwise' };
  const record = { v: 1, queue_id, entity_type, entity_id, location_id, device_id, payload };
  const stored = (name: string) => page.evaluate((key) => localStorage[key] as string, name);
  const { access_token } = JSON.parse(await stored('flux.session')) as { access_token: string };
  const { supabaseAnonKey } = JSON.parse(await stored('flux.config')) as { supabaseAnonKey: string };
  const answer = await fetch(`${tillNetwork.url}/rest/v1/rpc/push`, {
    method: 'POST',
    headers: {
      apikey: supabaseAnonKey,
      authorization: `Bearer ${access_token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      records: [{ ...record, client_created_at, client_updated_at: client_created_at }],
    }),
  });
  expect(await answer.text()).toContain('"applied"');
}

test('[T037] [R10-1] another document has its identity in the books: a manager sees both, and closes it', async () => {
  const { page } = laptop;
  const item = await newItem('White beans', '7312040017102');
  await see(await stockRow(page, item.name)).toBeVisible({ timeout: 30_000 });
  await go(page, 'Sell');
  laptopNetwork.cut();
  const number = await sellByKeys(page, [item.barcode]);
  await postAnother(page, number);
  laptopNetwork.heal();
  laptopNetwork.set('/sync', { kind: 'refuse' });
  await syncNow(page);
  await see(page.getByRole('banner')).toContainText('1 failed', { timeout: 60_000 });
  laptopNetwork.heal();
  await go(page, 'Sync');
  await refusedRow(page, number).getByRole('link', { name: 'Open' }).click();
  const twin = page.getByRole('region', { name: 'In the books instead of it' });
  await see(twin).toContainText('Told otherwise', { timeout: 60_000 });
  await see(page.getByRole('region', { name: 'The document' })).toContainText(item.name);
  await expectAccessible(page, 'refused');
  await onScreen(page).getByRole('button', { name: 'Seen: close it' }).click();
  const dialog = page.getByRole('dialog', { name: `Close ${number}` });
  await expectAccessible(page, 'refused');
  await dialog.getByRole('button', { name: 'I have seen it' }).click();
  await see(onScreen(page)).toContainText('Seen by a manager, and closed on this device');
  await see(twin).toBeVisible();
  await see(page.getByRole('banner')).not.toContainText('failed');
  await expectPending(page, 0);
});

test('[T067] [R9.2-4] what is beyond the stock: a manager allows it, on the device that sold it and from another', async () => {
  const item = await newItem('Xylo beans', '7312040017096');
  const setPolicy = (policy: string) =>
    sql(
      `update location_settings set negative_stock_policy = $1, updated_at = now()
       where location_id = (select id from locations where code = 'HS')`,
      [policy],
    );
  const both = [
    { page: till.page, network: tillNetwork },
    { page: laptop.page, network: laptopNetwork },
  ];
  const numbers: string[] = [];
  for (const { page, network } of both) {
    await page.setViewportSize({ width: 1366, height: 800 });
    await see(await stockRow(page, item.name)).toBeVisible({ timeout: 30_000 });
    await go(page, 'Sell');
    network.cut();
    numbers.push(await sellByKeys(page, [item.barcode]));
  }
  await setPolicy('BLOCK');
  for (const { page, network } of both) {
    network.heal();
    await syncNow(page);
    await see(page.getByRole('banner')).toContainText('1 failed', { timeout: 60_000 });
  }
  const [theirs = '', own = ''] = numbers;

  const { page } = laptop;
  const open = async (number: string) => {
    await go(page, 'Sync');
    await refusedRow(page, number).getByRole('link', { name: 'Open' }).click();
    await onScreen(page).getByRole('button', { name: 'Allow it below zero' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('It was on the shelf');
  };
  await open(own);
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await see(onScreen(page)).toContainText('It is in the books', { timeout: 30_000 });
  await open(theirs);
  await page.getByRole('dialog').getByRole('button', { name: 'Allow and post' }).click();
  await see(onScreen(page)).toContainText(/It is in the books|Posted, waiting for sync/, { timeout: 30_000 });

  await go(till.page, 'Sales');
  await see(saleRow(till.page, theirs)).toContainText('Synced', { timeout: 30_000 });
  await see(till.page.getByRole('banner')).not.toContainText('failed');
  await see(await stockRow(till.page, item.name)).toContainText('-2 pc');
  await setPolicy('WARN');
  const rows = await sql(
    'select invoice_number, flags from sales_invoices where invoice_number = any($1) order by invoice_number',
    [numbers],
  );
  expect(rows).toEqual([
    { invoice_number: theirs, flags: expect.arrayContaining(['overridden', 'negative_stock']) },
    { invoice_number: own, flags: expect.arrayContaining(['approved', 'negative_stock']) },
  ]);
  expect([...till.problems, ...laptop.problems]).toEqual([]);
});
