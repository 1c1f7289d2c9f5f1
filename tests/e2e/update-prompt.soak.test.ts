import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { see } from '#tests/support/see.ts';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, postedOnce, postedSale } from '#tests/support/server-side.ts';
import { deploy, newTill } from '#tests/support/own-shop.ts';
import { canSell, expectPending, go, saleLines, sellByKeys, syncNow } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;
let nextBuild: string;
let loads = 0;

beforeAll(async () => {
  nextBuild = await mkdtemp(path.join(tmpdir(), 'flux-next-build-'));
  process.env['NODE_ENV'] = 'production';
  await build({
    logLevel: 'error',
    mode: 'production',
    define: { __APP_VERSION__: '"9.9.9"' },
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
const prompt = () => device.page.getByRole('region', { name: 'New version' });

test('[R10.3-4] [R10.3-5] a new version with a cart open and a sale queued: it asks, reloads once when told, and nothing is lost', async () => {
  const [sold, inCart] = await goods('piece', 2, 14);
  const { page } = device;
  network.set('/rest/v1/rpc/push', { kind: 'refuse' });
  const number = await sellByKeys(page, [sold!.barcode]);
  await page.getByRole('button', { name: 'New sale' }).click();
  await scan(page, inCart!.barcode);
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

  await prompt().getByRole('button', { name: 'Update now' }).click();
  await see.poll(() => loads, { timeout: 20_000 }).toBe(1);
  await go(page, 'Sell');
  await see(saleLines(page)).toHaveCount(1);
  await see(saleLines(page)).toContainText(inCart!.name);
  await see(saleLines(page)).toContainText('2 pc');
  await expectPending(page, 1);
  expect(await version()).toBe('9.9.9');
  await see(prompt()).toHaveCount(0);
  expect(loads).toBe(1);

  network.heal();
  await syncNow(page);
  await expectPending(page, 0);
  expect(await postedSale(number)).toEqual(postedOnce(1));
});

test('[R10.3-5] the new version starts without a network too', async () => {
  await device.kill();
  network.cut();
  await device.restart();
  await device.page.goto('/sell');
  await canSell(device.page);
  expect(await version()).toBe('9.9.9');
  expect(device.problems).toEqual([]);
});
