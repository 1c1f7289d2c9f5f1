import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { canSell, expectConnection, PASSWORD, signIn } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill(null));
});

test('[R12-10] the sign-in that was opened while the till still opens stays until it is done, with what was typed', async () => {
  const { page } = device;
  network.set('/sync/', { kind: 'refuse' });
  await page.goto('/sell');
  await signIn(page, 'cashier');
  await page.getByRole('button', { name: 'Register this device' }).click();
  await see(page.getByRole('heading', { name: /^Getting .* ready$/ })).toBeVisible();
  // The session ends before the first copy is here.
  await page.evaluate(() => localStorage.removeItem('flux.session'));
  await page.reload();
  await page.getByRole('button', { name: 'Sign in to sync' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in to sync' });
  await dialog.getByLabel('Password').fill('half of it');

  // Another tab signs in, so that the copy arrives while the dialog is open.
  const other = await device.newTab();
  await other.goto('/sell');
  await other.getByRole('button', { name: 'Sign in to sync' }).click();
  network.heal();
  await signIn(other, 'cashier');
  await canSell(other);
  await expectConnection(page, 'Online');
  await see(page.getByRole('region', { name: 'Sale', includeHidden: true })).toBeAttached();
  await see(dialog).toBeVisible();
  await see(dialog.getByLabel('Password')).toHaveValue('half of it');
  // A tab in the background draws nothing, not even the end of a dialog.
  await page.bringToFront();
  await dialog.getByLabel('Password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await see(dialog).toHaveCount(0, { timeout: 20_000 });
  await canSell(page);
  expect(device.problems).toEqual([]);
});
