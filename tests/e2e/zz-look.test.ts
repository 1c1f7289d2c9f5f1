import { beforeAll, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { scan } from '#tests/support/scanner.ts';
import { see } from '#tests/support/see.ts';
import { goods } from '#tests/support/server-side.ts';
import { go, saleRow, sellByKeys } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;
beforeAll(async () => {
  ({ network, device } = await newTill('manager'));
});
const sizes = [
  [390, 844],
  [820, 1180],
  [1366, 768],
] as const;
async function shots(name: string) {
  const { page } = device;
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(250);
      await page.screenshot({ path: `/tmp/flux/ret7-scratch/${name}-${width}-${scheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1366, height: 768 });
}
test('look', async () => {
  const { page } = device;
  const [first, second, third] = await goods('piece', 3, 30);
  const [batch] = await goods('batch', 1, 0);
  network.cut();
  const number = await sellByKeys(page, [first!.barcode, second!.barcode]);
  await go(page, 'Sales');
  await saleRow(page, number).getByRole('link').click();
  await see(page.getByRole('button', { name: 'Take goods back' })).toBeVisible();
  await page.keyboard.press('F8');
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `/tmp/flux/ret7-scratch/debug.png` });
  console.log(device.problems, page.url());
  await page.getByRole('button', { name: `One more ${first!.name}` }).click();
  await shots('receipt-return');
  await page.keyboard.press('F9');
  await see(page.getByTestId('given-back')).toBeVisible();
  await scan(page, third!.barcode);
  await shots('sell-given');
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await shots('pay-exchange');
  await page.keyboard.press('F10');
  await see(page.getByRole('heading', { name: 'Exchange complete' })).toBeVisible();
  await shots('receipt-exchange');
  await page.getByRole('link', { name: 'What was given back' }).click();
  await page.waitForTimeout(500);
  await shots('receipt-given');
  await go(page, 'Sales');
  await page.getByRole('button', { name: 'Return without a receipt' }).click();
  await page.waitForTimeout(300);
  await scan(page, third!.barcode);
  await scan(page, batch!.barcode);
  await page.waitForTimeout(600);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  await page.keyboard.press('F10');
  await shots('loose');
  await page.getByRole('textbox', { name: 'Why it comes back' }).fill('Torn');
  await go(page, 'Sales');
  await shots('sales');
}, 120_000);
