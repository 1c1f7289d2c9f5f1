import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { see } from '#tests/support/see.ts';
import { build, type Plugin } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { places } from '#stack/config.ts';
import type { Device } from '#tests/support/browser.ts';
import { deviceDatabase } from '#tests/support/device-database.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, postedOnce, postedSale, type Good } from '#tests/support/server-side.ts';
import { deploy, newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectPending,
  go,
  receiptNumber,
  saleLines,
  sellByKeys,
  signInIfAsked,
  syncNow,
} from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;
let nextBuild: string;
let loads = 0;

/** The next build has more tables and columns of its own, and one more that it syncs. */
const otherTables: Plugin = {
  name: 'flux:other-tables',
  transform(code, id) {
    if (id.endsWith('/schema/tables.generated.ts')) {
      return code.replace(/(\bitems: \[)/, `$1 'later_word text',`);
    }
    if (!id.endsWith('/schema/local-tables.ts')) return null;
    return code
      .replace(/(laterOutboxColumns[^[]*\[)/, `$1 'later_note text',`)
      .replace(
        /(localTablesDdl[^[]*\[)/,
        `$1 'create table if not exists later_table (id text primary key)',`,
      );
  },
};

beforeAll(async () => {
  nextBuild = await mkdtemp(path.join(tmpdir(), 'flux-next-build-'));
  process.env['NODE_ENV'] = 'production';
  await build({
    logLevel: 'error',
    mode: 'production',
    define: { __APP_VERSION__: '"9.9.9"' },
    plugins: [otherTables],
    build: { outDir: nextBuild, emptyOutDir: true },
  });
  ({ network, device } = await newTill('manager'));
  // From here on the service worker answers for the page.
  await device.page.reload();
  await canSell(device.page);
  device.page.on('load', () => (loads += 1));
}, 180_000);
afterAll(() => rm(nextBuild, { recursive: true, force: true }));

const version = async () => {
  await go(device.page, 'Settings');
  return device.page
    .getByRole('main')
    .getByText(/^\d+\.\d+\.\d+$/)
    .textContent();
};
/** Of the columns and tables that only the next build has: what is there, and how many items. */
async function laterParts(): Promise<readonly unknown[]> {
  using local = await deviceDatabase(device.page);
  return local.all(
    `select (select count(*) from pragma_table_info('outbox') where name = 'later_note') as note,
       (select count(*) from pragma_table_info('items') where name = 'later_word') as word,
       (select count(*) from sqlite_master where name = 'later_table') as tables,
       (select count(*) > 0 from items) as has_items`,
  );
}
/** What visitors get from now on, found and taken by who is at the till. */
async function takeUpdate(newBuild: string): Promise<void> {
  const before = loads;
  await deploy(newBuild);
  await device.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await prompt().getByRole('button', { name: 'Update now' }).click({ timeout: 30_000 });
  await see.poll(() => loads, { timeout: 20_000 }).toBe(before + 1);
}
const prompt = () => device.page.getByRole('region', { name: 'New version' });

let number: string;
let inCart: Good;

/** What the till had before all this: a sale that waits, and an open cart. */
async function expectKept(): Promise<void> {
  await go(device.page, 'Sell');
  await see(saleLines(device.page)).toHaveCount(1);
  await see(saleLines(device.page)).toContainText(inCart.name);
  await see(saleLines(device.page)).toContainText('2 pc');
  await expectPending(device.page, 1);
}

test('[R10.3-4] [R10.3-5] [T116] a new version with other local tables, a cart open and a sale queued: it asks, reloads once when told, and nothing is lost', async () => {
  const [sold, other] = await goods('piece', 2, 14);
  inCart = other!;
  const { page } = device;
  network.set('/rest/v1/rpc/push', { kind: 'refuse' });
  number = await sellByKeys(page, [sold!.barcode]);
  await page.getByRole('button', { name: 'New sale' }).click();
  await scan(page, inCart.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await expectPending(page, 1);

  await deploy(nextBuild);
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await see(prompt()).toBeVisible({ timeout: 30_000 });
  await see(prompt()).toContainText('The open sale is kept');
  // The old version works on: it is whole in the cache, though the server has none of it any more.
  await page.getByRole('button', { name: /^One more/ }).click();
  await see(saleLines(page)).toContainText('2 pc');
  expect(await version()).not.toBe('9.9.9');
  expect(loads).toBe(0);
  expect(await laterParts()).toEqual([{ note: 0, word: 0, tables: 0, has_items: 1 }]);

  await prompt().getByRole('button', { name: 'Update now' }).click();
  await see.poll(() => loads, { timeout: 20_000 }).toBe(1);
  await expectKept();
  expect(await version()).toBe('9.9.9');
  await see(prompt()).toHaveCount(0);
  expect(loads).toBe(1);
  expect(await laterParts()).toEqual([{ note: 1, word: 1, tables: 1, has_items: 1 }]);
});

test('[R10.3-5] the new version starts without a network too', async () => {
  await device.kill();
  network.cut();
  await device.restart();
  device.page.on('load', () => (loads += 1));
  await device.page.goto('/sell');
  await canSell(device.page);
  await expectKept();
  expect(await version()).toBe('9.9.9');
});

test('[T116] rolled back to the old version, on the database of the new one: the cart is there, and both sales post once', async () => {
  network.heal();
  network.set('/rest/v1/rpc/push', { kind: 'refuse' });
  const before = await version();
  await takeUpdate(places.dist);
  await expectKept();
  expect([before, await version()]).toEqual(['9.9.9', expect.not.stringMatching('9.9.9')]);
  await go(device.page, 'Sell');
  await device.page.keyboard.press('F9');
  await device.page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await device.page.keyboard.press('F10');
  const next = await receiptNumber(device.page);
  expect(next).not.toBe(number);
  await expectPending(device.page, 2);

  network.heal();
  await signInIfAsked(device.page, 'manager');
  await syncNow(device.page);
  await expectPending(device.page, 0);
  for (const one of [number, next]) expect(await postedSale(one)).toEqual(postedOnce(1));
  expect(await laterParts()).toEqual([{ note: 1, word: 1, tables: 1, has_items: 1 }]);
  expect(device.problems).toEqual([]);
});
