/** A list brought in from a file, and taken out as one. */
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import { saveDownload } from '#tests/support/download.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { see } from '#tests/support/see.ts';
import { goods, sql } from '#tests/support/server-side.ts';
import { expectPending, go, sellByKeys, syncNow } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill('manager'));
});

const csv = (text: string) => ({
  name: 'prices.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(text, 'utf8'),
});

test('[R3.2-16] without a network: a file with a bad row shows the error, its good rows are imported and sell; the list as a file says nothing new', async () => {
  const { page } = device;
  const [known] = await goods('piece', 1, 35);
  const [like] = await sql<{ category: string; unit: string; tax: string }>(
    `select c.name as category, u.name as unit, t.name as tax from items i join categories c on c.id = i.category_id
     join units u on u.id = i.unit_id join tax_rates t on t.id = i.tax_rate_id where i.id = $1`,
    [known!.id],
  );
  const cells = `${like!.category};${like!.unit};${like!.tax}`;
  const price = (known!.price_minor / 100 + 1).toFixed(2).replace('.', ',');
  network.cut();
  await go(page, 'Catalog');
  await page.getByRole('link', { name: 'Import, export' }).click();
  const choose = page.getByLabel('A file of items');
  await choose.setInputFiles(csv('Name;Price\n'));
  await see(page.getByRole('alert')).toContainText('There is no row in this file');
  await choose.setInputFiles(
    csv(
      `\ufeffName;EAN;Selling price;Group;Unit;Tax\r\n=Oats "new";96385074;1.003,20;${cells}\r\n` +
        `${known!.name};${known!.barcode};${price};${cells}\r\nPaper;;free;${cells}\r\n`,
    ),
  );
  await see(page.getByLabel('Price', { exact: true })).toHaveValue('2');
  await see(page.getByText('1.003,20 = €1,003.20')).toBeVisible();
  await expectAccessible(page, 'import: columns');
  await page.getByRole('button', { name: 'See what would change' }).click();
  const errors = page.getByRole('region', { name: 'Errors' });
  await see(errors).toContainText('Row 4');
  await see(errors).toContainText('Price: “free” is not a number.');
  await expectAccessible(page, 'import: preview');
  for (const [width, height] of [
    [390, 92],
    [1366, 56],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    const row = errors.getByRole('listitem').first();
    await expect.poll(() => row.evaluate((element) => element.clientHeight)).toBe(height);
  }
  const file = await saveDownload(page, () =>
    page.getByRole('button', { name: 'Save the rows with errors' }).click(),
  );
  expect(await readFile(file, 'utf8')).toContain('Paper,,free');
  await page.getByRole('radio', { name: '1 change' }).click();
  await see(page.getByRole('region', { name: 'Changes' })).toContainText(known!.name);
  await page.getByRole('button', { name: 'Import the 2 good rows' }).click();
  await see(page.getByRole('alert')).toContainText('2 rows are imported');
  await expectAccessible(page, 'import: result');
  await page.getByRole('button', { name: 'Done' }).click();

  const saved = await saveDownload(page, () =>
    page.getByRole('button', { name: 'Export all items' }).click(),
  );
  expect(await readFile(saved, 'utf8')).toContain(`"'=Oats ""new""",96385074`);
  await choose.setInputFiles(saved);
  await page.getByRole('button', { name: 'See what would change' }).click();
  await see(page.getByText('There is nothing to do')).toBeVisible();

  await go(page, 'Sell');
  await sellByKeys(page, ['96385074', known!.barcode]);
  await see(page.getByRole('article')).toContainText('1,003.20');
  network.heal();
  await syncNow(page);
  await expectPending(page, 0);
  const posted = await sql(
    `select l.item_name, l.price_minor::int as price_minor from sales_invoice_lines l join items i on i.id = l.item_id
     where i.barcode = any ($1) order by l.line_no`,
    [['96385074', known!.barcode]],
  );
  expect(posted.slice(-2)).toEqual([
    { item_name: '=Oats "new"', price_minor: 100_320 },
    { item_name: known!.name, price_minor: known!.price_minor + 100 },
  ]);
  expect(device.problems).toEqual([]);
});
