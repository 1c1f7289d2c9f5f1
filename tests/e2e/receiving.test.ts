import { beforeAll, expect, test } from 'vitest';
import { lotId } from '#domain/lot-id.ts';
import { checkDigit } from '#domain/barcode.ts';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { scan } from '#tests/support/scanner.ts';
import { see } from '#tests/support/see.ts';
import { goods, sql, type Good } from '#tests/support/server-side.ts';
import { expectPending, saleLines } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill('cashier'));
});

/** What is printed on its box: the item, a batch, an expiry, how many. */
function boxOf({ barcode }: Good, batch: string, expiry: string, count: number): string {
  const body = barcode.slice(0, -1).padStart(13, '0');
  return `01${body}${checkDigit(body)}10${batch}\x1d17${expiry}30${count}`;
}

test('[R3.2-6] [R3.2-7] [R3.2-8] [R3.2-9] [R4.2-2] [R9.2-7] [R13-6] offline: a GS1 scan fills item, batch and expiry; the draft outlives a reload; posted, the new batch is sold at once; then both reach the books', async () => {
  const { page } = device;
  const [piece] = await goods('piece', 1, 30);
  const [tracked] = await goods('batch', 1);
  network.cut();

  await page.getByRole('link', { name: 'Stock' }).first().click();
  await page.getByRole('link', { name: 'Goods received' }).click();
  await see(page.getByText('Nothing was received yet')).toBeVisible();
  await page.getByRole('button', { name: 'New note' }).click();
  await see(page.getByText('Nothing on the note yet')).toBeVisible();

  await scan(page, boxOf(tracked!, 'N-77', '310500', 24));
  const lines = page.getByRole('list', { name: 'Lines' }).getByRole('listitem');
  await see(lines).toHaveCount(1);
  const field = (name: string) => page.getByRole('textbox', { name });
  await see(field(`Quantity of ${tracked!.name}`)).toHaveValue('24');
  await see(field(`Batch number of ${tracked!.name}`)).toHaveValue('N-77');
  await see(field(`Expiry of ${tracked!.name}`)).toHaveValue('2031-05-31');

  // By keyboard alone: found by name, then Enter from field to field.
  const search = field('Find or scan what came');
  await search.fill(piece!.name);
  await see(page.getByRole('list', { name: 'Found' }).getByRole('button')).toContainText(piece!.name);
  await page.keyboard.press('Enter');
  await see(field(`Quantity of ${piece!.name}`)).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('6', { delay: 70 });
  await page.keyboard.press('Enter');
  await see(field(`Cost of ${piece!.name}`)).toBeFocused();
  await page.keyboard.type('x', { delay: 70 });
  await see(lines.nth(1)).toContainText('Not an amount');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('1.50', { delay: 70 });
  await page.keyboard.press('Enter');
  await see(search).toBeFocused();
  await see(lines.nth(1)).toContainText('9.00');
  await field('Delivery note number').fill('DN-2031');
  await expectAccessible(page, 'receive');

  await page.reload();
  await see(field(`Batch number of ${tracked!.name}`)).toHaveValue('N-77', { timeout: 30_000 });
  await see(field('Delivery note number')).toHaveValue('DN-2031');
  await see(field(`Quantity of ${piece!.name}`)).toHaveValue('6');

  await field(`Batch number of ${tracked!.name}`).fill('');
  await page.keyboard.press('F9');
  await see(page.getByRole('alert').filter({ hasText: 'batch number is missing' })).toContainText(
    'Nothing was posted',
  );
  await see(field(`Batch number of ${tracked!.name}`)).toBeFocused();
  await field(`Batch number of ${tracked!.name}`).fill('N-77');
  await page.keyboard.press('F9');
  const paper = page.getByRole('article');
  await see(paper).toContainText('Batch N-77 · expires 2031-05-31');
  await expectAccessible(page, 'received');
  const number = (await paper.getAttribute('aria-label'))!.replace('Goods received note ', '');
  expect(number).toMatch(/^G-HS-\d\d-000001$/);

  await page.getByRole('link', { name: 'All notes' }).click();
  await see(page.getByRole('link', { name: number })).toContainText('Pending');
  await expectAccessible(page, 'goods received');

  await page.getByRole('link', { name: 'Sell' }).first().click();
  await scan(page, tracked!.barcode);
  await page.getByRole('dialog').getByRole('button', { name: 'N-77' }).click();
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F9');
  await page.keyboard.press('Enter');
  await see(page.getByRole('heading', { name: 'Sale complete' })).toBeVisible();

  network.heal();
  await expectPending(page, 0);
  const [noted] = await sql(
    `select g.supplier_reference, l.quantity_milli::int, b.quantity_milli::int as on_hand, b.lot_id
     from grns g join grn_lines l on l.grn_id = g.id and l.item_id = $2
     join stock_balances b on b.lot_id = l.lot_id where g.grn_number = $1`,
    [number, tracked!.id],
  );
  expect(noted).toEqual({
    supplier_reference: 'DN-2031',
    quantity_milli: 24_000,
    on_hand: 23_000,
    lot_id: lotId(tracked!.id, 'N-77', '2031-05-31'),
  });
  expect(device.problems).toEqual([]);
});
