/** The Sync screen: what it says, what it gives to support, and what wakes it. */
import { type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { goods, postedOnce, postedSale } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectConnection,
  expectPending,
  go,
  PASSWORD,
  sellByKeys,
  syncNow,
} from '#tests/support/till-page.ts';

const pushPath = '/rest/v1/rpc/push';
const hourMs = 3_600_000;

let network: FaultProxy;
let device: Device;
let page: Page;

beforeAll(async () => {
  // The headless shell has no Background Sync.
  ({ network, device } = await newTill('manager', { isWhole: true }));
  page = device.page;
  // From here on the service worker answers for the page.
  await page.reload();
  await canSell(page);
  await expectConnection(page, 'Online');
});

afterEach(async () => {
  network.heal();
  await device.context.setOffline(false);
});

const state = () => page.getByRole('region', { name: 'State of sync' });
const panel = (name: string) => page.getByRole('region', { name });
const alarm = () => page.getByRole('region', { name: 'Alarm' });

async function sellOne(skip: number): Promise<string> {
  await go(page, 'Sell');
  const [item] = await goods('piece', 1, skip);
  return sellByKeys(page, [item!.barcode]);
}

/** So that the next try is minutes away. */
async function failTries(count: number): Promise<void> {
  for (let tries = 1; tries <= count; tries += 1) {
    await syncNow(page);
    await see(page.getByText(new RegExp(`tried ${tries + 1} times`))).toBeVisible({ timeout: 20_000 });
  }
}

test('[R10-1] [R11.3-5] the state in one sentence, the counts, and every try that was made', async () => {
  await go(page, 'Sync');
  await see(state()).toContainText('Everything is at the server.');
  network.set(pushPath, { kind: 'status', status: 503 });
  const number = await sellOne(30);
  await go(page, 'Sync');
  await see(state()).toContainText('1 sale waits for the next try; it is safe on this device.');
  await see(state()).toContainText(/Pending\s*1/);
  await see(page.getByRole('listitem').filter({ hasText: number })).toContainText(/Next try in/);
  await see(panel('Recent tries').getByRole('listitem').first()).toContainText(
    '1 sent: no answer that counts (HTTP_503)',
  );
  network.heal();
  await syncNow(page);
  await see(state()).toContainText('Everything is at the server.', { timeout: 20_000 });
  await see(panel('Recent tries').getByRole('listitem').first()).toContainText('1 sent: 1 taken');
  await see(panel('Recent tries')).toContainText(/\d+ ms/);
  await page.getByRole('radio', { name: 'All' }).click();
  await see(page.getByRole('listitem').filter({ hasText: number })).toContainText('Synced');
});

test('last sync by kind of data, storage, versions and clock', async () => {
  await go(page, 'Sync');
  for (const kind of ['Items', 'Customers', 'Suppliers', 'Lots', 'Settings', 'Documents', 'Tax rates']) {
    await see(panel('Last sync').getByText(kind, { exact: true })).toBeVisible();
  }
  await see(panel('Storage')).toContainText('Available');
  await see(panel('Versions and clock')).toContainText('as the server’s');
  await see(panel('Versions and clock')).toContainText(/PowerSync SDK\s*\d+\.\d+\.\d+/);
  await see(panel('Versions and clock')).toContainText(/SQLite\s*3\./);
});

test('diagnostics, copied or downloaded: no secret, no name, nothing of what was sold', async () => {
  const [item] = await goods('piece', 1, 31);
  network.set(pushPath, { kind: 'status', status: 503 });
  const number = await sellOne(31);
  await go(page, 'Sync');
  await see(state()).toContainText('1 sale');
  // All that is not named here is refused from now on.
  await device.context.grantPermissions(['clipboard-read', 'clipboard-write', 'background-sync']);
  await panel('Diagnostics').getByRole('button', { name: 'Copy' }).click();
  await see(page.getByText('Diagnostics are copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel('Diagnostics').getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^flux-diagnostics-\d+\.json$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const saved = Buffer.concat(chunks).toString();

  const session = await page.evaluate(
    () => JSON.parse(localStorage['flux.session'] as string) as Record<string, string>,
  );
  const profile = await page.evaluate(() => localStorage['flux.profile'] as string);
  const names = [...profile.matchAll(/"(?:display_)?name":"([^"]+)"/g)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThan(0);
  const secrets = [session['access_token']!, session['refresh_token']!, PASSWORD, '@flux.example', ...names];
  const sold = [item!.name, item!.barcode, item!.id, 'tendered', 'payload', 'unit_price'];
  for (const text of [copied, saved]) {
    for (const word of [...secrets, ...sold]) expect(text).not.toContain(word);
    const found = JSON.parse(text) as Record<string, unknown>;
    expect(found).toMatchObject({
      queue: [{ number, error_code: 'HTTP_503' }],
      clock_offset_ms: expect.any(Number),
    });
  }
  network.heal();
  await syncNow(page);
  await expectPending(page, 0);
});

test('[R7.1-4] Background Sync: asked for while offline, and it wakes an open tab to send at once', async () => {
  await page.evaluate(() => {
    const counts = Object.assign(window, { wakeUps: 0 });
    navigator.serviceWorker.addEventListener('message', ({ data }) => {
      if ((data as { kind?: string }).kind === 'sync_now') counts.wakeUps += 1;
    });
  });
  const wakeUps = () => page.evaluate(() => (window as unknown as { wakeUps: number }).wakeUps);
  await sellOne(32);
  await expectPending(page, 0);
  expect(await wakeUps()).toBe(0);
  network.cut();
  await device.context.setOffline(true);
  await expectConnection(page, 'Offline');
  await sellOne(32);
  const tags = () =>
    page.evaluate(async () => {
      const { sync } = (await navigator.serviceWorker.ready) as unknown as {
        sync: { getTags(): Promise<string[]> };
      };
      return sync.getTags();
    });
  await see.poll(tags).toContain('flux-outbox');
  // The browser may have found its own network up before the page lost its own.
  const before = await wakeUps();
  network.heal();
  await device.context.setOffline(false);
  await see.poll(wakeUps).toBeGreaterThan(before);
  await expectPending(page, 0);

  // Now with the network there all the time, so that nothing else wakes anybody.
  const number = await backOff(33);
  network.heal();
  await page.waitForTimeout(1500);
  await expectPending(page, 1);
  await dispatchSync();
  await see(state()).toContainText('Everything is at the server.', { timeout: 10_000 });
  expect(await postedSale(number)).toEqual(postedOnce(1));
});

async function backOff(skip: number): Promise<string> {
  network.set(pushPath, { kind: 'status', status: 503 });
  const number = await sellOne(skip);
  await failTries(2);
  return number;
}

/** As Chromium does it when it thinks that the network is back. */
async function dispatchSync(): Promise<void> {
  const devtools = await device.context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(network.url));
      if (ours) resolve(ours.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.dispatchSyncEvent', {
    origin: network.url,
    registrationId: await registered,
    tag: 'flux-outbox',
    lastChance: false,
  });
  await devtools.detach();
}

test('[R10.3-3] a clock that is ten minutes ahead is said on every screen', async () => {
  await page.clock.setFixedTime(Date.now() + 10.5 * 60_000);
  await sellOne(34);
  await expectPending(page, 0);
  await see(alarm()).toContainText('The clock of this device is 10 minutes ahead of the server’s', {
    timeout: 30_000,
  });
  await see(alarm()).toContainText('Set the clock to automatic');
  await page.clock.setFixedTime(Date.now());
  await sellOne(35);
  await see(alarm()).toHaveCount(0, { timeout: 30_000 });
});

test('[R10-1] what is unsent for longer than the device allows is an alarm on every screen', async () => {
  network.cut();
  await device.context.setOffline(true);
  await sellOne(36);
  await page.clock.setFixedTime(Date.now() + 2 * hourMs);
  await go(page, 'Settings');
  await see(alarm()).toHaveCount(0);
  await page.getByRole('radio', { name: '1 h', exact: true }).click();
  await see(alarm()).toContainText('Something has not reached the server for', { timeout: 20_000 });
  await see(alarm()).toContainText('It is safe on this device');
  await see(alarm()).toContainText('Bring the device back to the network');
  for (const screen of ['Sell', 'Sales', 'Stock', 'Sync'] as const) {
    await go(page, screen);
    await see(alarm()).toBeVisible();
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await alarm().boundingBox())!.height).toBeLessThan(110);
  await page.setViewportSize({ width: 1366, height: 800 });
  await page.clock.setFixedTime(Date.now());
  network.heal();
  await device.context.setOffline(false);
  await expectPending(page, 0);
  await see(alarm()).toHaveCount(0);
  expect(device.problems).toEqual([]);
});
