import { setTimeout as sleep } from 'node:timers/promises';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { goods, postedOnce, postedSale } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  canStartOffline,
  expectPending,
  openTill,
  sellByKeys,
  signInIfAsked,
  signOutWith,
} from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill(null));
});

const stored = () =>
  device.page.evaluate(() =>
    Object.fromEntries(
      Object.entries(localStorage).filter(([key]) => /^flux\.(profile|config|location|device\.)/.test(key)),
    ),
  );

test('[R1-3] [R3.1-12] the power goes right after the very first sign-in: it opens offline, the same shop, the same till, and sells', async () => {
  const [good] = await goods('piece', 1, 21);
  // The owner of several locations: which one was chosen is known again, too.
  await openTill(device.page, 'owner', 'Harbour Street Market');
  await canStartOffline(device.page);
  await sleep(200);
  const before = await stored();
  const till = await device.page
    .getByRole('banner')
    .getByText(/^Till /)
    .textContent();
  expect(Object.keys(before)).toHaveLength(4);
  await device.kill();

  network.cut();
  await device.restart();
  await device.page.goto('/sell');
  await canSell(device.page);
  await see(device.page.getByRole('banner').getByText(/^Till /)).toHaveText(till ?? '');
  expect(await stored()).toEqual(before);
  const number = await sellByKeys(device.page, [good!.barcode]);
  expect(number).toContain(`-${/\d+/.exec(till ?? '')?.[0]}-`);
  await expectPending(device.page, 1);

  network.heal();
  await signInIfAsked(device.page, 'owner');
  await expectPending(device.page, 0);
  expect(await postedSale(number)).toEqual(postedOnce(1));
});

test('signed out is signed out, also when the power goes at once; the till keeps its code', async () => {
  const { page } = device;
  await page.getByRole('button', { name: 'New sale' }).press('Enter');
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await signOutWith(page, page.getByRole('dialog').getByRole('button', { name: 'Sign out' }));
  const identities = Object.entries(await stored()).filter(([key]) => key.startsWith('flux.device.'));
  expect(identities).toHaveLength(1);
  await device.kill();
  await device.restart();
  await device.page.goto('/sell');
  await see(device.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const after = await stored();
  expect(after).not.toHaveProperty(['flux.profile']);
  expect(Object.entries(after)).toEqual(expect.arrayContaining(identities));
  expect(device.problems).toEqual([]);
});
