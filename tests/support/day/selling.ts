/** Sales of all kinds: less a discount and paid in two parts, parked and taken up again, brought back. */
import { see } from '#tests/support/see.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods } from '#tests/support/server-side.ts';
import { go, receiptNumber, saleLines, saleRow } from '#tests/support/till-page.ts';
import type { Day } from './day.ts';

const theGoods = () => goods('piece', 2, 36);

/** One sale waits under a name while another is sold: five per cent off, by card and in cash. */
export async function parkAndSplit({ shop }: Day): Promise<string> {
  const { page } = shop.device;
  const [first, second] = await theGoods();
  await go(page, 'Sell');
  await scan(page, first!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F3');
  await see(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('Red hat', { delay: 70 });
  await page.keyboard.press('Enter');
  await see(saleLines(page)).toHaveCount(0);
  await scan(page, first!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await scan(page, second!.barcode);
  await see(saleLines(page)).toHaveCount(2);
  await page.keyboard.press('F7');
  await see(page.getByRole('textbox', { name: 'Per cent off' })).toBeFocused();
  await page.keyboard.type('5', { delay: 70 });
  await page.keyboard.press('Enter');
  await see(page.getByText('Discount', { exact: true }).last()).toBeVisible();
  await page.keyboard.press('F9');
  await page.getByRole('radio', { name: 'Card' }).click();
  await page.getByRole('textbox', { name: 'Card amount' }).fill('1');
  await page.getByRole('textbox', { name: /^Reference/ }).fill('T-4711');
  await page.keyboard.press('Enter');
  await see(page.getByRole('list', { name: 'Parts counted' })).toContainText('Card · T-4711');
  await page.getByRole('radio', { name: 'Cash' }).click();
  await page.keyboard.press('F10');
  const paper = page.getByRole('article');
  await see(paper).toContainText('Discount −');
  await see(paper).toContainText('Card T-4711');
  return receiptNumber(page);
}

export async function resume({ shop }: Day): Promise<void> {
  const { page } = shop.device;
  await go(page, 'Sell');
  await page.keyboard.press('F3');
  await page.getByRole('button', { name: /^Red hat/ }).click();
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await page.keyboard.press('F10');
  await see(page.getByRole('heading', { name: 'Sale complete' })).toBeVisible();
}

/** Its receipt is scanned; all of it comes back. */
export async function takeBack({ shop }: Day, number: string): Promise<void> {
  const { page } = shop.device;
  await go(page, 'Sales');
  await see(saleRow(page, number)).toBeVisible();
  await scan(page, number);
  await page.getByRole('button', { name: 'Take goods back' }).click();
  await page.getByRole('button', { name: 'All of it' }).click();
  await page.keyboard.press('F10');
  await see(page.getByRole('heading', { name: 'Return complete' })).toBeVisible();
  await see(page.getByRole('article')).toContainText(`Of ${number}`);
}
