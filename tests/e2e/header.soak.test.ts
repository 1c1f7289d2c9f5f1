/** The header of every screen, where there is little room for it: signed out, with its sign-in. */
import { type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { goods } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { canSell, expectConnection, go, sellByKeys } from '#tests/support/till-page.ts';

let device: Device;
let page: Page;

beforeAll(async () => {
  ({ device } = await newTill('cashier'));
  page = device.page;
  await page.evaluate(() => localStorage.removeItem('flux.session'));
  await page.reload();
  await canSell(page);
  await expectConnection(page, 'Signed out');
});

test('[R13-2] signed out on a phone, it is one row, and all of it can be touched', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  const header = page.getByRole('banner');
  await see(header.getByRole('button', { name: 'Sign in to sync' })).toBeVisible();
  expect((await header.boundingBox())!.height).toBeLessThan(64);
  const logo = await header.getByRole('link', { name: 'Flux' }).boundingBox();
  expect(Math.min(logo!.width, logo!.height)).toBeGreaterThanOrEqual(44);
});

test('on a small tablet the name of the shop and of the cashier are whole', async () => {
  await page.setViewportSize({ width: 820, height: 1180 });
  const name = page.getByRole('banner').locator('p').filter({ hasText: 'Till' });
  expect(await name.evaluate((text) => text.scrollWidth <= text.clientWidth)).toBe(true);
});

test('the number of a document on the Sync screen is a target for a finger', async () => {
  await page.setViewportSize({ width: 1366, height: 800 });
  const [item] = await goods('piece', 1, 47);
  const number = await sellByKeys(page, [item!.barcode]);
  await go(page, 'Sync');
  await see(page.getByText('1 sale waits for somebody to sign in; it is safe on this device.')).toBeVisible();
  const box = await page.getByRole('link', { name: number }).boundingBox();
  expect(box!.height).toBeGreaterThanOrEqual(44);
});
