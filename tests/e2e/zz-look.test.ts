import { beforeAll, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { scan } from '#tests/support/scanner.ts';
import { see } from '#tests/support/see.ts';
import { goods, sql } from '#tests/support/server-side.ts';
import { go } from '#tests/support/till-page.ts';

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
  const [first] = await goods('piece', 1, 40);
  network.cut();
  await page.goto('/stock/counts').catch(() => undefined);
  await page.getByRole('button', { name: 'New stocktake' }).click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: `/tmp/flux/ret7-scratch/new-stocktake.png` });
  await page.getByRole('button', { name: 'Start counting' }).click();
  await page.waitForTimeout(800);
  await shots('count');
  await go(page, 'Stock');
  await page.getByRole('link', { name: 'Goods received' }).click();
  await page.getByRole('button', { name: 'New note' }).click();
  await page.waitForTimeout(500);
  await scan(page, first!.barcode);
  await page.waitForTimeout(500);
  await page.keyboard.press('F9');
  await see(page.getByRole('article')).toContainText(first!.name);
  await sql('update items set is_batch_tracked = true, updated_at = now() where id = $1', [first!.id]);
  network.heal();
  await page.getByRole('link', { name: 'The server refused it' }).click({ timeout: 40_000 });
  await page.waitForTimeout(1500);
  await shots('note-refused');
  await page.getByRole('button', { name: `Correct ${first!.name}` }).click();
  await page.getByLabel('Batch').fill('A-1');
  await page.getByRole('textbox', { name: /^Expiry of/ }).fill('2031-05-31');
  await shots('note-line');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Send it corrected' }).click();
  await see(page.getByText('It is in the books')).toBeVisible();
  await page.screenshot({ path: `/tmp/flux/ret7-scratch/note-corrected.png` });
  await go(page, 'Sales');
  await page.getByRole('button', { name: 'Return without a receipt' }).click();
  await page.waitForTimeout(300);
  await scan(page, first!.barcode);
  await page.waitForTimeout(600);
  await shots('loose');
}, 120_000);
