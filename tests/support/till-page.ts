/** What a cashier does and sees, by the words on the screen. */
import { type Locator, type Page } from '@playwright/test';
import { see as expect } from '#tests/support/see.ts';
import { scan } from '#tests/support/scanner.ts';

export const PASSWORD = 'flux-demo';

/** The first sync of the demo shop, on a machine that does other things too. */
const firstCopyMs = 45_000;

const header = (page: Page) => page.getByRole('banner');

export const connection = (page: Page): Locator => header(page).getByRole('status');
export const pending = (page: Page): Locator => header(page).getByText(/^\d+ pending$/);
export const searchBox = (page: Page): Locator =>
  page.getByRole('combobox', { name: 'Search items or scan a barcode' });
export const saleLines = (page: Page): Locator =>
  page.getByRole('region', { name: 'Sale' }).getByRole('listitem');

/** From an empty device to the Sell screen, synced and cached. */
export async function setUpTill(page: Page, login: string, locationName?: string): Promise<void> {
  await openTill(page, login, locationName);
  await expectConnection(page, 'Online');
  await canStartOffline(page);
}

/** From an empty device to the Sell screen. */
export async function openTill(page: Page, login: string, locationName?: string): Promise<void> {
  await page.goto('/sell');
  await signIn(page, login);
  if (locationName) await page.getByRole('button', { name: locationName }).click();
  await page.getByRole('button', { name: 'Register this device' }).click();
  await canSell(page);
}

/**
 * Online again after a power cut. Chromium writes localStorage late, so the
 * session may be lost with it: nothing else is, and a login mends it.
 */
export async function signInIfAsked(page: Page, login: string): Promise<void> {
  const ask = page.getByRole('button', { name: 'Sign in to sync' });
  await expect(ask.or(connection(page).getByText('Online'))).toBeVisible({ timeout: 60_000 });
  if (!(await ask.isVisible())) return;
  await ask.click();
  await signIn(page, login);
  await expectConnection(page, 'Online');
}

/** The service worker has everything that a start without a network needs. */
export async function canStartOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

export async function signIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('E-mail').fill(`${login}@flux.example`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Presses what signs out; returns on the sign-in screen of the page that is loaded anew. */
export async function signOutWith(page: Page, button: Locator): Promise<void> {
  const loaded = page.waitForEvent('load', { timeout: 30_000 });
  await button.click();
  await loaded;
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

export async function canSell(page: Page): Promise<void> {
  await expect(searchBox(page)).toBeVisible({ timeout: firstCopyMs });
}

export async function expectConnection(page: Page, word: string): Promise<void> {
  await expect(connection(page)).toContainText(word, { timeout: 20_000 });
}

export async function expectPending(page: Page, count: number): Promise<void> {
  await expect(pending(page)).toHaveText(`${count} pending`, { timeout: 30_000 });
}

export async function go(
  page: Page,
  screen: 'Sell' | 'Sales' | 'Stock' | 'Catalog' | 'Sync' | 'Settings',
): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: screen, exact: true })
    .click();
}

/** What has waited is tried at once, not when its time comes. */
export async function syncNow(page: Page): Promise<void> {
  await go(page, 'Sync');
  await page.getByRole('button', { name: 'Sync now' }).click();
}

/** Scans, pays exactly in cash, leaves the receipt on screen; the number that it shows. */
export async function sellByKeys(page: Page, barcodes: readonly string[]): Promise<string> {
  for (const [index, barcode] of barcodes.entries()) {
    await scan(page, barcode);
    await expect(saleLines(page)).toHaveCount(index + 1);
  }
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await page.keyboard.press('F10');
  return receiptNumber(page);
}

/** Of the receipt on screen. */
export async function receiptNumber(page: Page): Promise<string> {
  const label = await page.getByRole('article', { name: /^Receipt / }).getAttribute('aria-label');
  return (label ?? '').replace('Receipt ', '');
}

/** The row of a sale in the list of recent sales. */
export const saleRow = (page: Page, number: string): Locator =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: number });

/** The row of an item on the stock screen, which shows nothing else after a search for the whole name. */
export async function stockRow(page: Page, itemName: string): Promise<Locator> {
  await go(page, 'Stock');
  await page.getByRole('textbox', { name: 'Find an item' }).fill(itemName);
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: itemName });
  await expect(row).toBeVisible();
  return row;
}
