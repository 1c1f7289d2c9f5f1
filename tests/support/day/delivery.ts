/** Goods come in with a GS1 code on their box, and are sold from their new batch at once. */
import { expect } from 'vitest';
import { checkDigit } from '#domain/barcode.ts';
import { lotId } from '#domain/lot-id.ts';
import { expectAccessible } from '#tests/support/accessible.ts';
import { see } from '#tests/support/see.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, sql, type Good } from '#tests/support/server-side.ts';
import { go, saleLines } from '#tests/support/till-page.ts';
import { conor, numberOnPaper, openTab, reload, type Day } from './day.ts';

export interface Delivery {
  readonly number: string;
  readonly tracked: Good;
}

/** What is printed on its box: the item, a batch, an expiry, how many. */
function boxOf({ barcode }: Good, batch: string, expiry: string, count: number): string {
  const body = barcode.slice(0, -1).padStart(13, '0');
  return `01${body}${checkDigit(body)}10${batch}\x1d17${expiry}30${count}`;
}

export async function receiveDelivery({ shop }: Day): Promise<Delivery> {
  const { page } = shop.device;
  const [piece] = await goods('piece', 1, 30);
  const [tracked] = await goods('batch', 1);
  const batch = `Batch number of ${tracked!.name}`;
  await openTab(page, 'Stock', 'Goods received');
  await see(page.getByText('Nothing was received yet')).toBeVisible();
  await page.getByRole('button', { name: 'New note' }).click();
  await see(page.getByText('Nothing on the note yet')).toBeVisible();

  await scan(page, boxOf(tracked!, 'N-77', '310500', 24));
  const lines = page.getByRole('list', { name: 'Lines' }).getByRole('listitem');
  await see(lines).toHaveCount(1);
  const field = (name: string) => page.getByRole('textbox', { name });
  await see(field(`Quantity of ${tracked!.name}`)).toHaveValue('24');
  await see(field(batch)).toHaveValue('N-77');
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

  await reload(page, conor);
  await see(field(batch)).toHaveValue('N-77');
  await see(field('Delivery note number')).toHaveValue('DN-2031');
  await see(field(`Quantity of ${piece!.name}`)).toHaveValue('6');
  await field(batch).fill('');
  await page.keyboard.press('F9');
  await see(page.getByRole('alert').filter({ hasText: 'batch number is missing' })).toContainText(
    'Nothing was posted',
  );
  await see(field(batch)).toBeFocused();
  await field(batch).fill('N-77');
  await page.keyboard.press('F9');
  await see(page.getByRole('article')).toContainText('Batch N-77 · expires 2031-05-31');
  await expectAccessible(page, 'received');
  const number = await numberOnPaper(page, 'Goods received note');
  expect(number).toMatch(/^G-HS-\d\d-000001$/);
  await page.getByRole('link', { name: 'All notes' }).click();
  await see(page.getByRole('link', { name: number })).toContainText('Pending');
  await expectAccessible(page, 'goods received');
  return { number, tracked: tracked! };
}

export async function sellOfDelivery({ shop }: Day, { tracked }: Delivery): Promise<void> {
  const { page } = shop.device;
  await go(page, 'Sell');
  await scan(page, tracked.barcode);
  await page.getByRole('dialog').getByRole('button', { name: 'N-77' }).click();
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await page.keyboard.press('Enter');
  await see(page.getByRole('heading', { name: 'Sale complete' })).toBeVisible();
}

export async function expectReceived({ number, tracked }: Delivery): Promise<void> {
  const [noted] = await sql(
    `select g.supplier_reference, l.quantity_milli::int, b.quantity_milli::int as on_hand, b.lot_id
     from grns g join grn_lines l on l.grn_id = g.id and l.item_id = $2
     join stock_balances b on b.lot_id = l.lot_id where g.grn_number = $1`,
    [number, tracked.id],
  );
  expect(noted).toEqual({
    supplier_reference: 'DN-2031',
    quantity_milli: 24_000,
    on_hand: 23_000,
    lot_id: lotId(tracked.id, 'N-77', '2031-05-31'),
  });
}
