/** A till whose storage was lost, or went bad (requirements !5). */
import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { startDevice, type Device } from '#tests/support/browser.ts';
import { saveDownload } from '#tests/support/download.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { goods, postedOnce, postedSale, sql } from '#tests/support/server-side.ts';
import { startNetwork } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectConnection,
  expectPending,
  go,
  sellByKeys,
  setUpTill,
  signIn,
} from '#tests/support/till-page.ts';

const pushPath = '/rest/v1/rpc/push';

let network: FaultProxy;
let device: Device;
let page: Page;

beforeAll(async () => {
  network = await startNetwork();
});
afterEach(async () => {
  network.heal();
  await device.close();
});

async function manager(): Promise<void> {
  device = await startDevice(network.url);
  page = device.page;
  await setUpTill(page, 'manager');
  await see(page.getByRole('banner').getByText(/^Till /)).toBeVisible();
}

const codeOf = (number: string) => number.split('-').at(-2);

async function nextSale(barcode: string): Promise<string> {
  await page.getByRole('button', { name: 'New sale' }).click();
  return sellByKeys(page, [barcode]);
}

async function expectAccessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test('[T007] storage lost: the till says which it was, gets a new code, learns which numbers may be missing, repeats none', async () => {
  const [good] = await goods('piece', 1, 36);
  await manager();
  const posted = await sellByKeys(page, [good!.barcode]);
  await expectPending(page, 0);
  network.set(pushPath, { kind: 'refuse' });
  const lost = await nextSale(good!.barcode);
  await page.goto('about:blank');
  const devtools = await device.context.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: network.url, storageTypes: 'all' });
  network.heal();

  await page.goto('/sell');
  await signIn(page, 'manager');
  const was = page.getByRole('radio', { name: new RegExp(`^This is till ${codeOf(posted)} `) });
  await was.check();
  await see(page.getByRole('main')).toContainText(
    `Till ${codeOf(posted)} is retired: its code is never used again`,
  );
  await expectAccessible();
  await page.getByRole('button', { name: /^Register in place of till / }).click();
  await see(page.getByRole('heading', { name: `Till ${codeOf(posted)} is retired` })).toBeVisible();
  await see(page.getByRole('alert')).toContainText(posted);
  await expectAccessible();
  await page.reload();
  await see(page.getByRole('alert')).toContainText(posted);
  await page.getByRole('button', { name: 'I have noted it' }).click();
  await canSell(page);
  await page.reload();
  await canSell(page);
  await expectConnection(page, 'Online');
  const next = await sellByKeys(page, [good!.barcode]);
  expect([posted, lost].map(codeOf)).not.toContain(codeOf(next));
  await expect.poll(() => postedSale(next), { timeout: 30_000 }).toEqual(postedOnce(1));
  const [retired] = await sql<{ is_retired: boolean }>(
    `select retired_at is not null as is_retired from devices
     where code = $1 and location_id = (select id from locations where code = 'HS')`,
    [codeOf(posted)],
  );
  expect(retired).toEqual({ is_retired: true });
  expect(device.problems).toEqual([]);
});

/** Spoils the heads of the pages (4 KiB each) of the database that hold the text. */
async function spoil(text: string): Promise<number> {
  // A page of the same origin that leaves the database alone.
  await page.goto('/config.json');
  return page.evaluate(async (wanted) => {
    const root = await navigator.storage.getDirectory();
    let spoilt = 0;
    for await (const [name, handle] of root.entries()) {
      if (!(handle instanceof FileSystemFileHandle) || !name.endsWith('.db')) continue;
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      const latin = new TextDecoder('latin1').decode(bytes);
      for (let at = latin.indexOf(wanted); at >= 0; at = latin.indexOf(wanted, at + 1)) {
        bytes.fill(0xff, at - (at % 4096), at - (at % 4096) + 16);
        spoilt += 1;
      }
      const out = await handle.createWritable();
      await out.write(bytes);
      await out.close();
    }
    return spoilt;
  }, text);
}

test('[T008] flipped bytes: nothing is sold from the file; what is readable is saved, proven, fetched anew and read in again', async () => {
  const [good] = await goods('piece', 1, 37);
  await manager();
  network.set(pushPath, { kind: 'refuse' });
  const numbers = [await sellByKeys(page, [good!.barcode])];
  for (let i = 1; i < 6; i += 1) numbers.push(await nextSale(good!.barcode));
  await expectPending(page, 6);
  const [before] = await sql<{ n: string }>('select count(*) as n from sales_invoices');
  expect(await spoil(numbers.at(-1)!)).toBeGreaterThan(0);

  await page.goto('/sell');
  await see(page.getByRole('heading', { name: 'The data on this device is damaged' })).toBeVisible({
    timeout: 30_000,
  });
  const said = (await page.getByRole('alert').first().textContent()) ?? '';
  const [, readable, gone] =
    /(\d+) documents? that the server .* file\. (\d+) that had not been sent/.exec(said) ?? [];
  expect(Number(readable) + Number(gone), said).toBe(6);
  expect(Number(gone)).toBeGreaterThan(0);
  await expectAccessible();
  const main = page.getByRole('main');
  const clear = main.getByRole('button', { name: 'Delete the damaged copy and fetch it again' });
  await see(clear).toHaveCount(0);
  const file = await saveDownload(page, () => main.getByRole('button', { name: 'Save the file' }).click());
  await main.getByLabel('The file just saved').setInputFiles(file);
  await see(main).toContainText('The file is there and whole');
  expect(await sql('select count(*) as n from sales_invoices')).toEqual([before]);
  network.heal();
  await clear.click();
  await canSell(page);
  await expectConnection(page, 'Online');

  await go(page, 'Settings');
  await page.getByRole('button', { name: 'Read in a file' }).click();
  const dialog = page.getByRole('dialog', { name: 'Documents of another till' });
  await dialog.getByLabel('The file that the till has saved').setInputFiles(file);
  await dialog.getByRole('button', { name: /^Take over/ }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const saved = numbers.slice(0, Number(readable));
  for (const number of saved) {
    await expect.poll(() => postedSale(number), { timeout: 30_000 }).toEqual(postedOnce(1));
  }
  await go(page, 'Sell');
  const next = await sellByKeys(page, [good!.barcode]);
  expect(codeOf(next)).toBe(codeOf(numbers[0]!));
  expect(numbers.every((number) => number < next)).toBe(true);
  expect(device.problems).toEqual([]);
});
