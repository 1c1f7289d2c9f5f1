/** The shop and the warehouse of `tests/e2e/a-day-in-a-shop.test.ts`, each on a network of its own, and who works there. */
import type { Page } from '@playwright/test';
import type { Device } from '#tests/support/browser.ts';
import type { Device as NodeTill } from '#tests/support/device.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { lock, lockScreen, unlock } from '#tests/support/lock-page.ts';
import { see } from '#tests/support/see.ts';
import { go } from '#tests/support/till-page.ts';

export interface Place {
  readonly network: FaultProxy;
  readonly device: Device;
}

export interface Day {
  readonly shop: Place;
  readonly warehouse: Place;
  /** A second till of the shop, without a screen. */
  readonly helper: NodeTill;
}

/** Both use the till of the shop; it is signed in as the manager's. */
export const conor = { name: 'Conor Walsh', login: 'cashier', pin: '90210846' } as const;
export const maeve = { name: 'Maeve Kelly', login: 'manager', pin: '48291563' } as const;

type Who = typeof conor | typeof maeve;

export async function takeOver(page: Page, { name, pin }: Who): Promise<void> {
  await lock(page);
  await unlock(page, name, pin);
}

/** What a crash or a power cut comes to; the till is locked then. */
export async function reload(page: Page, { name, pin }: Who): Promise<void> {
  await page.reload();
  await see(lockScreen(page)).toBeVisible({ timeout: 30_000 });
  await unlock(page, name, pin);
}

/** Said by a manager who comes over, for the cashier who asks. */
export async function approve(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'A manager’s approval' });
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByLabel('PIN', { exact: true }).fill(maeve.pin);
  await page.keyboard.press('Enter');
}

export async function openTab(page: Page, section: 'Sales' | 'Stock', tab: string): Promise<void> {
  await go(page, section);
  await page.getByRole('navigation', { name: section }).getByRole('link', { name: tab, exact: true }).click();
}

/** What stands on top of the paper on screen, less what it is. */
export async function numberOnPaper(page: Page, what: string): Promise<string> {
  const label = await page.getByRole('article').getAttribute('aria-label');
  return (label ?? '').replace(`${what} `, '');
}
