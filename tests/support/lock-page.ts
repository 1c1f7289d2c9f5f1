/** The lock of a till, as people use it. */
import { type Locator, type Page } from '@playwright/test';
import { see as expect } from '#tests/support/see.ts';
import { go, PASSWORD } from '#tests/support/till-page.ts';

export const lockScreen = (page: Page): Locator =>
  page.getByRole('main').filter({ has: page.getByRole('heading', { name: 'Locked' }) });

interface Enrolment {
  /** Null: of whoever is signed in. */
  readonly login: string | null;
  readonly pin: string;
  readonly again?: string;
  readonly password?: string;
}

/** Fills the form in and sends it; what comes of it is the caller's to see. */
export async function askForPin(page: Page, { login, pin, again, password }: Enrolment): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: /^Your PIN on this device|^PIN of a colleague/ });
  if (!(await dialog.isVisible())) {
    const button = login === null ? /^(Set a|Change the) PIN of/ : 'PIN of a colleague';
    await page.getByRole('button', { name: button }).click();
  }
  if (login !== null) await dialog.getByLabel('E-mail').fill(`${login}@flux.example`);
  await dialog.getByLabel('Password').fill(password ?? PASSWORD);
  await dialog.getByLabel('New PIN', { exact: true }).fill(pin);
  await dialog.getByLabel('New PIN again').fill(again ?? pin);
  await dialog.getByRole('button', { name: 'Save the PIN' }).click();
  return dialog;
}

export async function enrol(page: Page, login: string | null, pin: string): Promise<void> {
  await go(page, 'Settings');
  await expect(await askForPin(page, { login, pin })).toBeHidden();
}

export async function lock(page: Page): Promise<void> {
  await page.keyboard.press('F8');
  await expect(lockScreen(page)).toBeVisible();
}

/** Types as a person does: faster only scanners are. */
export async function tryPin(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${name}`) }).click();
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  await page.keyboard.press('Enter');
}

export async function unlock(page: Page, name: string, pin: string): Promise<void> {
  await tryPin(page, name, pin);
  await expect(lockScreen(page)).toBeHidden();
}

export async function unlockByPad(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${name}`) }).click();
  const pad = page.getByRole('group', { name: 'Number pad' });
  for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(lockScreen(page)).toBeHidden();
}
