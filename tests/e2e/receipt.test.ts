import { type Page, type Request } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, sql } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  expectPending,
  go,
  receiptNumber,
  saleLines,
  saleRow,
  sellByKeys,
  setUpTill,
  syncNow,
} from '#tests/support/till-page.ts';

const pxPerMm = 96 / 25.4;

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill(null));
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

test('[R3.1-6] printing needs no internet, and the screen says so: nothing is asked of a network for it', async () => {
  const { page } = device;
  const [good] = await goods('piece', 1, 22);
  await go(page, 'Sell');
  network.cut();
  const number = await sellByKeys(page, [good!.barcode]);
  await see(page.getByRole('main')).toContainText('It prints without a connection');
  await page.goto(page.url());
  await see(page.getByRole('article', { name: `Receipt ${number}` })).toBeVisible();

  const asked: string[] = [];
  // What a paper could ask for. The app itself may still be starting its workers, and ask who is signed in.
  const ofPaper = ['document', 'stylesheet', 'image', 'font', 'media'];
  const note = (request: Request) => {
    if (ofPaper.includes(request.resourceType())) asked.push(request.url());
  };
  page.on('request', note);
  await page.getByRole('button', { name: /^Print/ }).click();
  // The whole sheet, made as the browser makes it for a printer.
  const sheet = await page.pdf({ preferCSSPageSize: true });
  page.off('request', note);
  expect(sheet.subarray(0, 5).toString()).toBe('%PDF-');
  expect(asked).toEqual([]);
  // Nor could it be, whatever a receipt were to hold.
  const policy = await page.evaluate(async () => {
    const shell = await caches.match('/index.html', { ignoreSearch: true });
    return shell?.headers.get('content-security-policy');
  });
  expect(policy).toMatch(/img-src 'self' data: blob:(;|$)/);
  network.heal();
  await expectPending(page, 0);
});

test('a sale of more than there is stands, is flagged in the list, and its screen says why', async () => {
  const { page } = device;
  const [scarce] = await sql<{ barcode: string; on_hand_milli: string }>(
    `select i.barcode, sum(b.quantity_milli) as on_hand_milli from items i
     join units u on u.id = i.unit_id join stock_balances b on b.item_id = i.id
     where i.location_id = (select id from locations where code = 'HS')
       and u.quantity_decimals = 0 and not i.is_batch_tracked
     group by i.id having sum(b.quantity_milli) between 1000 and 8000 order by i.barcode limit 1`,
  );
  await go(page, 'Sell');
  await scan(page, scarce!.barcode);
  for (let pieces = Number(scarce!.on_hand_milli); pieces > 0; pieces -= 1000) {
    await page.getByRole('button', { name: /^One more/ }).click();
  }
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await page.keyboard.press('F10');
  const number = await receiptNumber(page);
  await expectPending(page, 0);
  await go(page, 'Sales');
  await see(saleRow(page, number)).toContainText('Flagged', { timeout: 20_000 });
  await saleRow(page, number).getByRole('link').click();
  await see(page.getByRole('note')).toContainText('More was sold than there was by the books');
  await see(page.getByRole('article')).not.toContainText('books');
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
