import AxeBuilder from '@axe-core/playwright';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import { looks } from '#tests/support/looks.ts';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectConnection,
  go,
  pending,
  receiptNumber,
  saleLines,
  searchBox,
  signIn,
  stockRow,
} from '#tests/support/till-page.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill(null));
});

/** Buttons and choices that a finger would miss (WCAG asks for 24 px, the till for 44). */
async function tooSmall(scope: string): Promise<string[]> {
  return device.page.evaluate((within) => {
    const touched = document.querySelectorAll<HTMLElement>(`${within} button, ${within} [role=radio]`);
    return [...touched].flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      const isShown = width > 1 && height > 1;
      return isShown && Math.min(width, height) < 43.5
        ? [`${one.ariaLabel ?? one.innerText}: ${Math.round(width)} x ${Math.round(height)}`]
        : [];
    });
  }, scope);
}

/** What is on screen now, on a phone and on a till, light and dark. */
async function expectAccessible(screen: string): Promise<void> {
  const { page } = device;
  // Behind a dialog nothing can be reached, and it was looked at before.
  const scope = (await page.getByRole('dialog').count()) > 0 ? '[role=dialog]' : 'html';
  const found: string[] = [];
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)));
    const { violations } = await new AxeBuilder({ page })
      .include(scope)
      .withTags(rules)
      .setLegacyMode(true)
      .analyze();
    for (const { id, nodes } of violations) {
      found.push(
        ...nodes.map(
          (node) => `${screen}, ${width} px ${colorScheme}: ${id}: ${node.html} ${node.failureSummary}`,
        ),
      );
    }
    expect(await tooSmall(scope), `${screen} ${width} px`).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      `${screen} ${width} px`,
    ).toBe(0);
  }
  expect(found).toEqual([]);
  const header = page.locator('header').filter({ has: page.locator('[role=status]') });
  await see(header.locator('[role=status]')).toHaveText(/online|offline|server|connecting|starting/i);
  await see(header.getByText(/^\d+ pending/)).toBeVisible();
}

test('[R13-2] [R3.1-9] [R3.1-10] before the shop is open: sign in, choose, name the device', async () => {
  const { page } = device;
  await page.goto('/sell');
  await see(page.getByLabel('E-mail')).toBeVisible();
  await expectAccessible('sign in');
  await page.getByLabel('E-mail').fill('owner@flux.example');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await see(page.getByText('The e-mail address or the password is not right')).toBeVisible();
  await expectAccessible('wrong password');
  await signIn(page, 'owner');
  await see(page.getByRole('heading', { name: 'Where are you selling?' })).toBeVisible();
  await expectAccessible('choose location');
  await page.getByRole('button', { name: /Harbour Street/ }).click();
  await see(page.getByRole('heading', { name: 'Name this device' })).toBeVisible();
  await expectAccessible('name device');
  network.set('/sync/', { kind: 'refuse' });
  await page.getByRole('button', { name: 'Register this device' }).click();
  await see(page.getByRole('heading', { name: /^Getting .* ready/ })).toBeVisible();
  await expectAccessible('first copy');
  network.heal();
  await canSell(page);
});

test('[R13-2] Sell: shelf, search, cart, every question', async () => {
  const { page } = device;
  const [piece] = await goods('piece', 1, 27);
  const [weighed] = await goods('weighed', 1);
  const [tracked] = await goods('batch', 1);
  await expectAccessible('sell, empty');
  await searchBox(page).fill('a');
  await see(page.getByRole('option').first()).toBeVisible();
  await expectAccessible('search');
  await searchBox(page).fill('zzzz');
  await searchBox(page).press('Enter');
  await see(page.getByRole('alert')).toBeVisible();
  await expectAccessible('miss');
  await searchBox(page).fill('');
  await scan(page, weighed!.barcode);
  await see(page.getByRole('dialog')).toBeVisible();
  await expectAccessible('weigh');
  await page.keyboard.type('1.5');
  await page.keyboard.press('Enter');
  await scan(page, tracked!.barcode);
  await see(page.getByRole('dialog')).toBeVisible();
  await expectAccessible('choose batch');
  await page.keyboard.press('Enter');
  await scan(page, piece!.barcode);
  await see(saleLines(page)).toHaveCount(3);
  await expectAccessible('cart');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: /^3 lines/ }).click();
  await see(saleLines(page).first()).toBeVisible();
  await expectAccessible('cart on a phone');
  await page.getByRole('button', { name: 'Keys and help' }).click();
  await see(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expectAccessible('keys');
  await page.keyboard.press('Escape');
}, 240_000);

test('[R13-2] payment, receipt, sales', async () => {
  const { page } = device;
  network.set('/rest/v1/rpc/push', { kind: 'refuse' });
  await page.keyboard.press('F9');
  await see(page.getByRole('dialog', { name: 'Payment' })).toBeVisible();
  await expectAccessible('cash');
  await page.getByRole('textbox', { name: 'Cash received' }).fill('1');
  await see(page.getByRole('button', { name: 'Count this part' })).toBeVisible();
  await expectAccessible('part payment');
  await page.getByRole('button', { name: 'Count this part' }).click();
  await see(page.getByRole('textbox', { name: 'Card amount' })).toBeVisible();
  await expectAccessible('card');
  await page.keyboard.press('F10');
  const number = await receiptNumber(page);
  await expectAccessible('receipt');
  await go(page, 'Sales');
  await see(page.getByRole('main')).toContainText(number);
  await expectAccessible('sales');
});

test('[R13-2] stock, queue, settings, with a document that waits, offline', async () => {
  const { page } = device;
  const [tracked] = await goods('batch', 1);
  const row = await stockRow(page, tracked!.name);
  await expectAccessible('stock');
  // What waits to be sent takes no room from the name, not even on a phone.
  await page.setViewportSize({ width: 390, height: 844 });
  await see(row).toContainText('−1 pending');
  const isWhole = (text: HTMLElement) =>
    text.scrollWidth <= text.clientWidth && text.scrollHeight <= text.clientHeight + 1;
  expect(await row.getByText(tracked!.name, { exact: true }).evaluate(isWhole)).toBe(true);
  await page.getByRole('button', { name: `Batches of ${tracked!.name}` }).click();
  await see(page.getByRole('dialog')).toBeVisible();
  await expectAccessible('batches');
  await page.keyboard.press('Escape');
  await go(page, 'Sync');
  await see(page.getByText(/tried/)).toBeVisible({ timeout: 20_000 });
  await expectAccessible('queue');
  await go(page, 'Settings');
  await expectAccessible('settings');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await see(page.getByRole('alert')).toContainText('1 document is only on this device');
  await expectAccessible('sign out refused');
  await page.keyboard.press('Escape');
  network.cut();
  await device.context.setOffline(true);
  await expectConnection(page, 'Offline');
  await see(pending(page)).toHaveText('1 pending');
  await expectAccessible('offline');
  await page.goto('/nowhere');
  await see(page.getByText('There is no such screen')).toBeVisible();
  await expectAccessible('no such screen');
  expect(device.problems).toEqual([]);
});
