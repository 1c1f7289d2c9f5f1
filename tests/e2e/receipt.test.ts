import { expect as see, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDevice, type Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods } from '#tests/support/server-side.ts';
import { startNetwork } from '#tests/support/shop-network.ts';
import {
  expectPending,
  go,
  receiptNumber,
  saleLines,
  saleRow,
  setUpTill,
  syncNow,
} from '#tests/support/till-page.ts';

const pxPerMm = 96 / 25.4;

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  network = await startNetwork();
  device = await startDevice(network.url);
  // A print dialog stops the page: note what it would have been asked to print.
  await device.context.addInitScript(() => {
    const prints: unknown[] = [];
    Object.assign(window, { prints });
    window.print = () => {
      const sheets = [...document.styleSheets, ...document.adoptedStyleSheets];
      const pages = sheets
        .flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule instanceof CSSPageRule);
      prints.push({
        text: document.querySelector('article')?.innerText ?? '',
        size: pages.at(-1)?.style.getPropertyValue('size') ?? '',
      });
    };
  });
  await setUpTill(device.page, 'cashier');
});
afterAll(async () => {
  await device.close();
  await network.close();
});

interface Print {
  readonly text: string;
  readonly size: string;
}
const printsOf = (page: Page) => page.evaluate(() => (window as unknown as { prints: Print[] }).prints);

/** The figures of a receipt, in order: what must be the same on every copy. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== 'COPY');

test('[R3.1-5] a receipt prints offline from what is stored, on 80 mm, and again the same after it is synced', async () => {
  const { page } = device;
  const [first, second] = await goods('piece', 2, 20);
  network.cut();
  for (const good of [first!, second!, second!]) {
    await scan(page, good.barcode);
    await see(saleLines(page).filter({ hasText: good.name })).toBeVisible();
  }
  await see(saleLines(page).nth(1)).toContainText('2 pc');
  await page.keyboard.press('F9');
  await page.getByRole('textbox', { name: 'Cash received' }).fill('200');
  await page.keyboard.press('F10');
  const number = await receiptNumber(page);
  await page.getByRole('button', { name: 'Print receipt' }).click();
  const [original] = await printsOf(page);
  expect(original!.text).toContain(number);
  expect(original!.text).toContain(first!.name);
  expect(original!.text).toContain('Change');
  expect(original!.text).not.toContain('COPY');
  expect(original!.size).toMatch(/^80mm/);

  network.heal();
  await syncNow(page);
  await expectPending(page, 0);
  await go(page, 'Sales');
  await saleRow(page, number).getByRole('link').click();
  await see(page.getByRole('heading', { name: `Receipt ${number}` })).toBeVisible();
  await see(page.getByRole('main')).toContainText('Synced');
  await page.getByRole('button', { name: 'Print again' }).click();
  await see.poll(async () => (await printsOf(page)).length).toBe(2);
  await page.keyboard.press('F10');
  await see.poll(async () => (await printsOf(page)).length).toBe(3);
  const copies = (await printsOf(page)).slice(1);
  for (const copy of copies) {
    expect(copy.text).toContain('COPY');
    expect(linesOf(copy.text)).toEqual(linesOf(original!.text));
    expect(copy.size).toMatch(/^80mm/);
  }
});

test('[R3.1-5] on paper there is the receipt and nothing else, 72 mm wide, black on white in the dark theme too', async () => {
  const { page } = device;
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const paper = page.getByRole('article', { name: /^Receipt/ });
  const box = await paper.boundingBox();
  expect(box!.width / pxPerMm).toBeCloseTo(72, 0);
  await see(page.getByRole('banner')).toBeHidden();
  await see(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await see(page.getByRole('button', { name: 'Print again' })).toBeHidden();
  await see(paper).toHaveCSS('color', 'rgb(0, 0, 0)');
  await see(paper).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await page.emulateMedia({ media: null, colorScheme: null });
  expect(device.problems).toEqual([]);
});
