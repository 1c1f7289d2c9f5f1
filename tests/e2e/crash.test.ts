import AxeBuilder from '@axe-core/playwright';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { scan } from '#tests/support/scanner.ts';
import { see } from '#tests/support/see.ts';
import { goods } from '#tests/support/server-side.ts';
import { canSell, go, saleLines } from '#tests/support/till-page.ts';

let device: Device;

beforeAll(async () => {
  ({ device } = await newTill('cashier'));
});

/** From now on whatever shows an amount fails, as a bug would; undone by a reload. */
const breakAmounts = (message: string) =>
  device.page.evaluate((text) => {
    const broken = () => {
      throw new Error(text);
    };
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', { configurable: true, get: () => broken });
  }, message);

async function cartOfOne() {
  const [good] = await goods('piece', 1, 40);
  await scan(device.page, good!.barcode);
  await see(saleLines(device.page)).toHaveCount(1);
}

test('a screen that breaks says that the data is safe, and a reload has the cart', async () => {
  const { page } = device;
  await cartOfOne();
  await go(page, 'Settings');
  await breakAmounts('a bug');
  await go(page, 'Sell');
  const alert = page.getByRole('alert').filter({ hasText: 'Something went wrong' });
  await see(alert).toContainText('Your data is safe');
  await see(alert).toContainText('a bug');
  await see(alert.getByRole('button', { name: 'Try this screen again' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await alert.getByRole('button', { name: 'Reload' }).click();
  await canSell(page);
  await see(saleLines(page)).toHaveCount(1);
});

test('where the disk is what broke, it promises nothing that it cannot keep', async () => {
  const { page } = device;
  await go(page, 'Settings');
  await breakAmounts('database disk image is malformed');
  await go(page, 'Sell');
  const alert = page.getByRole('alert').filter({ hasText: 'could not be read' });
  await see(alert).toContainText('What has reached the server is safe there');
  await see(alert).not.toContainText('Your data is safe');
  await alert.getByRole('button', { name: 'Reload' }).click();
  await canSell(page);
  await see(saleLines(page)).toHaveCount(1);
});

test('[T010] where the browser refuses to keep anything it says so, and what to do, instead of showing nothing', async () => {
  const tab = await device.newTab();
  await tab.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    }),
  );
  await tab.goto('/sell');
  await see(tab.getByRole('heading', { name: 'This browser gives Flux no storage' })).toBeVisible();
  await see(tab.getByRole('main')).toContainText('nothing can be sold here');
  const { violations } = await new AxeBuilder({ page: tab }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await tab.close();
});
