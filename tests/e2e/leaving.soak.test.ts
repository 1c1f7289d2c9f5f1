/** Nobody leaves a device with work that is only there (requirements !3). */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Locator, type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { testInSoak } from '#tests/support/soak.ts';
import { startDevice, type Device } from '#tests/support/browser.ts';
import { deviceDatabase, storedFiles } from '#tests/support/device-database.ts';
import { saveDownload } from '#tests/support/download.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, onHandMilli, postedOnce, postedSale, sql } from '#tests/support/server-side.ts';
import { startNetwork } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectConnection,
  expectPending,
  go,
  saleLines,
  sellByKeys,
  setUpTill,
  signOutWith,
} from '#tests/support/till-page.ts';

const pushPath = '/rest/v1/rpc/push';
const shopName = 'Harbour Street Market';

let network: FaultProxy;
const devices: Device[] = [];

async function newTill(login: string, on = network, location?: string): Promise<Device> {
  const device = await startDevice(on.url);
  devices.push(device);
  await setUpTill(device.page, login, location);
  return device;
}

beforeAll(async () => {
  network = await startNetwork();
});
afterEach(async () => {
  network.heal();
  const closing = devices.splice(0);
  await Promise.all(closing.map((device) => device.close()));
  expect(closing.flatMap(({ problems }) => problems)).toEqual([]);
});

/** By 'Sync now', unless the next try has come by itself: then there is nothing to press any more. */
async function allSent(dialog: Locator) {
  const sent = dialog.getByText('Everything is at the server');
  const syncNow = dialog.getByRole('button', { name: 'Sync now' });
  await see(sent.or(syncNow)).toBeVisible();
  await syncNow.click({ timeout: 3_000 }).catch(() => undefined);
  await see(sent).toBeVisible({ timeout: 30_000 });
}

async function askToLeave(page: Page) {
  await go(page, 'Settings');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  return page.getByRole('dialog');
}

/** Saves the file as a person does; where the browser put it. */
const saveFile = (page: Page) =>
  saveDownload(page, () =>
    page
      .getByRole('dialog')
      .getByRole('button', { name: /^Save the file/ })
      .click(),
  );

async function readIn(page: Page, file: string) {
  await go(page, 'Settings');
  await page.getByRole('button', { name: 'Read in a file' }).click();
  const dialog = page.getByRole('dialog', { name: 'Documents of another till' });
  await dialog.getByLabel('The file that the till has saved').setInputFiles(file);
  return dialog;
}

test('[T090] leaving is refused with counts and total; what is saved, proven and cleared is read in on another till, once', async () => {
  const [good] = await goods('piece', 1, 30);
  const { page } = await newTill('manager');
  network.set(pushPath, { kind: 'refuse' });
  const first = await sellByKeys(page, [good!.barcode]);
  await page.getByRole('button', { name: 'New sale' }).click();
  const second = await sellByKeys(page, [good!.barcode]);
  const dialog = await askToLeave(page);
  await see(dialog.getByRole('alert')).toContainText('2 documents are only on this device');
  const total = (2 * good!.price_minor) / 100;
  await see(dialog.getByRole('alert')).toContainText(`2 wait to be sent. Together €${total.toFixed(2)}`);
  await see(dialog).toContainText('set up a PIN');

  await dialog.getByRole('button', { name: 'Save to a file and clear this device' }).click();
  const early = await saveFile(page);
  expect(path.basename(early)).toMatch(/^flux-unsynced-HS-\d+-\d{4}-\d\d-\d\d\.json$/);
  const clear = dialog.getByRole('button', { name: 'Clear this device and sign out' });
  await see(clear).toHaveCount(0);
  // A file that is not the one just saved proves nothing.
  const text = await readFile(early, 'utf8');
  const flipped = `${early}.flipped.json`;
  await writeFile(flipped, text.replace(/"total_minor": \d/, '"total_minor": 9'));
  await dialog.getByLabel('The file just saved').setInputFiles(flipped);
  await see(dialog.getByRole('alert')).toContainText('This file is damaged');
  const file = await saveFile(page);
  await dialog.getByLabel('The file just saved').setInputFiles(file);
  await see(dialog.getByRole('alert')).toContainText('The file is there and whole');
  await signOutWith(page, clear);
  expect((await storedFiles(page)).map(({ name }) => name)).toEqual([]);

  await using other = await startNetwork();
  const office = await newTill('owner', other, shopName);
  const before = await onHandMilli(good!.id);
  const read = await readIn(office.page, flipped);
  await see(read.getByRole('alert')).toContainText('This file is damaged');
  await see(read.getByRole('alert')).toContainText('Nothing has changed on this device');
  await read.getByLabel('The file that the till has saved').setInputFiles(file);
  await see(read).toContainText('Maeve Kelly');
  await see(read.getByRole('list', { name: 'Documents in the file' })).toContainText(first);
  await read.getByRole('button', { name: 'Take over 2 documents' }).click();
  await see(read.getByRole('alert')).toContainText('2 documents are in the queue of this device');
  await read.getByRole('button', { name: 'Done' }).click();
  await expectPending(office.page, 0);
  for (const number of [first, second]) expect(await postedSale(number)).toEqual(postedOnce(1));
  expect(await onHandMilli(good!.id)).toBe(before - 2000);
  const authors = await sql<{ author: string; sender: string }>(
    `select a.email as author, s.email as sender from sales_invoices i join auth.users a on a.id = i.created_by
     join auth.users s on s.id = i.submitted_by where i.invoice_number = any ($1)`,
    [[first, second]],
  );
  expect(authors).toEqual(Array(2).fill({ author: 'manager@flux.example', sender: 'owner@flux.example' }));
  const again = await readIn(office.page, file);
  await again.getByRole('button', { name: 'Take over 0 documents' }).click();
  await see(again.getByRole('alert')).toContainText('2 were here or at the server already');
  await again.getByRole('button', { name: 'Done' }).click();
  await expectPending(office.page, 0);
  expect(await onHandMilli(good!.id)).toBe(before - 2000);
});

testInSoak(
  '[T090] a cashier syncs and then may leave; only a manager may clear; a sale made meanwhile holds the clearing up',
  async () => {
    const [good] = await goods('piece', 1, 31);
    const till = await newTill('cashier');
    network.set(pushPath, { kind: 'refuse' });
    const number = await sellByKeys(till.page, [good!.barcode]);
    const dialog = await askToLeave(till.page);
    await see(dialog).toContainText('A manager can save them to a file');
    await see(dialog.getByRole('button', { name: /^Save/ })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Sync now' }).click();
    await see(dialog).toContainText('0 of 1 sent');
    network.heal();
    await allSent(dialog);
    expect(await postedSale(number)).toEqual(postedOnce(1));
    await signOutWith(till.page, dialog.getByRole('button', { name: 'Sign out' }));

    const busy = await newTill('manager');
    network.set(pushPath, { kind: 'refuse' });
    await sellByKeys(busy.page, [good!.barcode]);
    const asked = await askToLeave(busy.page);
    await asked.getByRole('button', { name: 'Save to a file and clear this device' }).click();
    const file = await saveFile(busy.page);
    await asked.getByLabel('The file just saved').setInputFiles(file);
    await see(asked.getByRole('alert')).toContainText('The file is there and whole');
    const tab = await busy.newTab();
    await tab.goto('/sell');
    await canSell(tab);
    const late = await sellByKeys(tab, [good!.barcode]);
    await asked.getByRole('button', { name: 'Clear this device and sign out' }).click();
    await see(asked.getByRole('alert')).toContainText('Something has changed on this device meanwhile');
    await tab.close();
    network.heal();
    await asked.getByRole('button', { name: 'Back' }).click();
    await allSent(asked);
    expect(await postedSale(late)).toEqual(postedOnce(1));
  },
);

test('[T114] [T091] [R12-5] signing out without a network leaves no file, no database of people or goods, no token', async () => {
  const [good] = await goods('piece', 1, 32);
  const { page } = await newTill('manager');
  await sellByKeys(page, [good!.barcode]);
  await expectPending(page, 0);
  network.cut();
  const dialog = await askToLeave(page);
  await signOutWith(page, dialog.getByRole('button', { name: 'Sign out' }));
  expect((await storedFiles(page)).map(({ name }) => name)).toEqual([]);
  const left = await page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const stored: unknown[] = [];
    for (const name of databases) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll();
        stored.push(
          await new Promise((resolve) => all.addEventListener('success', () => resolve(all.result))),
        );
      }
      database.close();
    }
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys())
        cached.push(new URL(request.url).pathname);
    }
    return { stored: JSON.stringify(stored), kept: JSON.stringify(Object.entries(localStorage)), cached };
  });
  for (const trace of ['manager@flux.example', 'Maeve', 'access_token', 'refresh_token', good!.name]) {
    expect(left.stored).not.toContain(trace);
    expect(left.kept).not.toContain(trace);
  }
  expect(left.cached.filter((at) => /^\/(rest|auth|sync)\//.test(at))).toEqual([]);
});

testInSoak('[T092] who signs out here stays signed in on the other till', async () => {
  const [good] = await goods('piece', 1, 33);
  const [here, there] = [await newTill('manager'), await newTill('manager')];
  const dialog = await askToLeave(here.page);
  await signOutWith(here.page, dialog.getByRole('button', { name: 'Sign out' }));
  await there.page.reload();
  await canSell(there.page);
  await expectConnection(there.page, 'Online');
  const number = await sellByKeys(there.page, [good!.barcode]);
  await expectPending(there.page, 0);
  expect(await postedSale(number)).toEqual(postedOnce(1));
});

testInSoak(
  'local data is rebuilt: refused while something waits, and the code, the numbers and the open cart stay',
  async () => {
    const [good, other] = await goods('piece', 2, 34);
    const { page } = await newTill('cashier');
    network.set(pushPath, { kind: 'refuse' });
    const number = await sellByKeys(page, [good!.barcode]);
    await page.getByRole('button', { name: 'New sale' }).click();
    await scan(page, other!.barcode);
    await see(saleLines(page)).toHaveCount(1);
    await go(page, 'Settings');
    await page.getByRole('button', { name: 'Rebuild local data' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rebuild local data?' });
    await see(dialog).toContainText('up to a minute');
    await dialog.getByRole('button', { name: 'Rebuild', exact: true }).click();
    await see(dialog.getByRole('alert')).toContainText('Something on this device is not at the server yet');
    network.heal();
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await expect.poll(() => postedSale(number), { timeout: 60_000 }).toEqual(postedOnce(1));
    await expectPending(page, 0);
    await expectConnection(page, 'Online');
    // So that what is on screen meanwhile can be seen.
    network.set('/sync/', { kind: 'delay', ms: 2000 });
    await page.getByRole('button', { name: 'Rebuild local data' }).click();
    await dialog.getByRole('button', { name: 'Rebuild', exact: true }).click();
    await see(page.getByRole('heading', { name: /^Getting .* ready/ })).toBeVisible({ timeout: 20_000 });
    await see(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible({ timeout: 45_000 });
    await go(page, 'Sell');
    await see(saleLines(page)).toHaveCount(1);
    await page.keyboard.press('F9');
    await page.getByRole('button', { name: 'Complete sale' }).waitFor();
    await page.keyboard.press('F10');
    await expectPending(page, 0);
    const article = page.getByRole('article', { name: /^Receipt / });
    const next = ((await article.getAttribute('aria-label')) ?? '').replace('Receipt ', '');
    expect(Number(next.slice(-6))).toBe(Number(number.slice(-6)) + 1);
    expect(next.slice(0, -6)).toBe(number.slice(0, -6));
    expect(await postedSale(next)).toEqual(postedOnce(1));
    await go(page, 'Settings');
    using local = await deviceDatabase(page);
    const [onDevice] = local.all<{ n: number }>('select count(*) as n from items');
    const [atServer] = await sql<{ n: string }>(
      `select count(*) as n from items where location_id = (select id from locations where code = 'HS')`,
    );
    expect(onDevice!.n).toBe(Number(atServer!.n));
  },
);
