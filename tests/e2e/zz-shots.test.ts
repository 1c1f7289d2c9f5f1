import { writeFileSync } from 'node:fs';
import { beforeAll, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { see } from '#tests/support/see.ts';
import { go } from '#tests/support/till-page.ts';
import { goods } from '#tests/support/server-side.ts';
let device: Device;
beforeAll(async () => {
  ({ device } = await newTill('manager'));
});
const dir = '/tmp/flux/csv-scratch/shots';
async function shots(name: string) {
  const { page } = device;
  for (const width of [390, 820, 1366])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : width === 820 ? 1100 : 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout(150);
      await page.screenshot({ path: `${dir}/${name}-${width}-${colorScheme}.png` });
    }
}
test('shots', async () => {
  const { page } = device;
  const known = await goods('piece', 6, 3);
  await go(page, 'Catalog');
  await see(page.getByRole('link', { name: 'Import, export' })).toBeVisible();
  await shots('0-catalog');
  await page.getByRole('link', { name: 'Import, export' }).click();
  await see(page.getByLabel('A file of items')).toBeVisible();
  await shots('1-choose');
  const rows = Array.from({ length: 60 }, (_, n) =>
    n % 3 === 0
      ? `Bad ${n};;free;nothing;Household;Luxury`
      : n % 3 === 1
        ? `New soap ${n};9900${n};3,20;1,00;Household;`
        : '',
  );
  const file = `Product name;EAN;Selling price;Cost;Group;Tax;Remark\r\n${known.map((k, i) => `${k.name};${k.barcode};${i},99;0,50;;`).join('\r\n')}\r\n${rows.join('\r\n')}\r\nA very long name of a thing that goes on and on until it does not fit on any line of any phone in the world;4.00638E+12;1;;;\r\n`;
  await page.getByLabel('A file of items').setInputFiles({
    name: 'wholesaler prices november.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(file),
  });
  await see(page.getByText('Columns of')).toBeVisible();
  await shots('2-columns');
  await page.getByLabel('Add categories').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'See what' }).scrollIntoViewIfNeeded();
  await page.setViewportSize({ width: 1366, height: 800 });
  await page.getByRole('button', { name: 'See what' }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${dir}/2b-columns-1366.png` });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'See what' }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${dir}/2b-columns-390.png` });
  await page.getByLabel('Tax rate', { exact: true }).last().selectOption({ index: 1 });
  await page.getByLabel('Category', { exact: true }).last().selectOption({ index: 1 });
  await page.getByLabel('Unit', { exact: true }).last().selectOption({ index: 1 });
  await page.getByLabel('Add categories').check();
  await page.getByRole('button', { name: 'See what' }).click();
  await see(page.getByRole('region', { name: 'Errors' })).toBeVisible();
  await shots('3-preview');
  await page.getByRole('radio', { name: /changes/ }).click();
  await shots('4-changes');
  await page.getByRole('radio', { name: / new$/ }).click();
  await shots('5-new');
  await page.getByRole('button', { name: /good rows/ }).click();
  await see(page.getByRole('alert')).toContainText('imported');
  await shots('6-result');
});
test('big', async () => {
  const { page } = device;
  await page.setViewportSize({ width: 1366, height: 800 });
  await page.getByRole('button', { name: 'Done' }).click();
  const rows = Array.from({ length: 50_000 }, (_, n) => `Thing ${n};55${1_000_000 + n};3,20;1,00;Household`);
  writeFileSync('/tmp/flux/csv-scratch/big.csv', `Name;EAN;Price;Cost;Group\r\n${rows.join('\r\n')}\r\n`);
  const started = Date.now();
  await page.evaluate(() => {
    let last = performance.now();
    (window as any).worst = 0;
    const tick = () => {
      const now = performance.now();
      (window as any).worst = Math.max((window as any).worst, now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) ((window as any).long ??= []).push(Math.round(e.duration));
    }).observe({ type: 'longtask' });
  });
  await page.getByLabel('A file of items').setInputFiles('/tmp/flux/csv-scratch/big.csv');
  await page.getByText('Columns of').waitFor({ timeout: 60_000 });
  console.log(
    'read',
    Date.now() - started,
    await page.evaluate(() => [(window as any).worst, (window as any).long]),
  );
  await page.evaluate(() => {
    (window as any).worst = 0;
    (window as any).long = [];
  });
  await page.getByLabel('Tax rate', { exact: true }).last().selectOption({ index: 1 });
  await page.getByLabel('Unit', { exact: true }).last().selectOption({ index: 1 });
  const t1 = Date.now();
  await page.getByRole('button', { name: 'See what' }).click();
  await page.getByText('Nothing is changed yet').waitFor({ timeout: 120_000 });
  console.log(
    'plan',
    Date.now() - t1,
    await page.evaluate(() => [(window as any).worst, (window as any).long]),
  );
  await page.evaluate(() => {
    (window as any).worst = 0;
    (window as any).long = [];
  });
  const t2 = Date.now();
  await page.getByRole('button', { name: /^Import 50/ }).click();
  await page.waitForTimeout(15_000);
  await page.screenshot({ path: `${dir}/7-saving.png` });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Go on' }).waitFor({ timeout: 60_000 });
  console.log(
    'save',
    Date.now() - t2,
    await page.evaluate(() => [(window as any).worst, (window as any).long]),
    await page.getByRole('alert').last().innerText(),
  );
  await page.screenshot({ path: `${dir}/8-stopped.png` });
}, 300_000);
