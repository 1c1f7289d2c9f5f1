/** What broke is taken off; shelves are counted by two, and one adjustment puts the books right. */
import { expect } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import { countSome } from '#tests/support/counting.ts';
import { pendingOf, until } from '#tests/support/device.ts';
import { see } from '#tests/support/see.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, onHandMilli, type Good } from '#tests/support/server-side.ts';
import { expectPending, go } from '#tests/support/till-page.ts';
import { maeve, numberOnPaper, openTab, reload, takeOver, type Day } from './day.ts';

export interface Shelf {
  readonly soap: Good;
  /** Comes in batches. */
  readonly milk: Good;
}

export async function theShelf(): Promise<Shelf> {
  const [soap] = await goods('piece', 1, 20);
  const [milk] = await goods('batch', 1, 1);
  return { soap: soap!, milk: milk! };
}

const pieces = ({ on_hand_milli }: Good) => on_hand_milli / 1000;

/** By a manager, who needs nobody's yes: three of soap are gone, one of milk is there again. */
export async function adjust({ shop }: Day, { soap, milk }: Shelf): Promise<void> {
  const { page } = shop.device;
  await takeOver(page, maeve);
  await openTab(page, 'Stock', 'Adjustments');
  await see(page.getByRole('heading', { name: 'Adjustments' })).toBeVisible();
  await page.keyboard.press('F2');
  await page.getByRole('button', { name: 'Damaged' }).click();
  await scan(page, soap.barcode);
  const quantity = page.getByRole('textbox', { name: `Quantity of ${soap.name}` });
  await see(quantity).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('3', { delay: 70 });
  const line = page.getByRole('list', { name: 'Lines' }).getByRole('listitem').first();
  await see(line).toContainText(new RegExp(`On hand${pieces(soap)}.*${pieces(soap) - 3}`));
  // A batch-tracked item asks which; `+` says that there is more of it.
  await page.keyboard.press('Enter');
  await scan(page, milk.barcode);
  await see(
    page
      .getByRole('dialog')
      .getByRole('button', { name: /on hand/ })
      .first(),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await see(page.getByRole('textbox', { name: `Quantity of ${milk.name}` })).toBeFocused();
  await page.keyboard.press('+');
  await see(page.getByRole('radio', { name: 'More' }).nth(1)).toBeChecked();
  await expectAccessible(page, 'adjust');
  await reload(page, maeve);
  await see(quantity).toHaveValue('3');
  await see(page.getByLabel('What happened')).toHaveValue('Damaged');
  await page.getByLabel('What happened').fill('A box fell');
  await page.keyboard.press('F9');
  const paper = page.getByRole('article');
  await see(paper).toContainText('A box fell');
  await see(paper).toContainText('−3 pc');
  await expectAccessible(page, 'adjusted');
  const row = page.getByRole('link', { name: await numberOnPaper(page, 'Stock adjustment') });
  await page.getByRole('link', { name: 'All adjustments' }).click();
  await see(row).toContainText('A box fell');
  await see(row).toContainText('Pending');
}

/** Nobody is told what should be there; the code by which another joins. */
export async function countBlind({ shop }: Day, { soap, milk }: Shelf): Promise<string> {
  const { page } = shop.device;
  await openTab(page, 'Stock', 'Counts');
  await see(page.getByRole('heading', { name: 'Counts' })).toBeVisible();
  await expectAccessible(page, 'counts');
  await page.keyboard.press('F2');
  const code = (await page.getByRole('dialog').getByRole('strong').textContent())!;
  expect(code).toMatch(/^[2-9A-Z]{5}$/);
  await page.getByLabel('Name (if you like)').fill('Aisle 4');
  await page.keyboard.press('Enter');
  await see(page.getByRole('heading', { name: 'Count Aisle 4' })).toBeVisible();
  const lines = page.getByRole('list', { name: 'Lines' }).getByRole('listitem');
  await scan(page, soap.barcode);
  await see(lines).toHaveCount(1);
  await scan(page, soap.barcode);
  const quantity = page.getByRole('textbox', { name: `Quantity of ${soap.name}` });
  await see(quantity).toHaveValue('2');
  await page.keyboard.press('F7');
  await see(quantity).toHaveValue('1');
  await scan(page, '4999999999994');
  await see(page.getByRole('alert').filter({ hasText: '4999999999994' })).toContainText('kept in the note');
  await scan(page, milk.barcode);
  const dialog = page.getByRole('dialog');
  await see(dialog.getByRole('button').first()).toBeVisible();
  expect(await dialog.textContent(), 'blind').not.toContain('on hand');
  await page.keyboard.press('Enter');
  await see(lines.first()).toContainText(milk.name);
  // The line touched last is on top, and F4 goes to its quantity.
  await scan(page, soap.barcode);
  await see(lines.first()).toContainText(soap.name);
  await page.keyboard.press('F4');
  await see(quantity).toBeFocused();
  await page.keyboard.type('5', { delay: 70 });
  await lines.nth(1).getByRole('button', { name: 'Remove' }).click();
  await see(lines).toHaveCount(1);
  await expectAccessible(page, 'count');
  await reload(page, maeve);
  await see(quantity).toHaveValue('5');
  await see(page.getByLabel('Note')).toHaveValue('Not known: 4999999999994');
  await page.keyboard.press('F9');
  await see(page.getByRole('article')).toContainText(`Stocktake Aisle 4 · ${code}`);
  return code;
}

/** The helper finds the rest of it in the store, less two. */
export async function finishStocktake({ shop, helper }: Day, { soap }: Shelf, code: string): Promise<void> {
  const { page } = shop.device;
  const booked = await onHandMilli(soap.id);
  await takeOver(page, maeve);
  await countSome(helper.till, code, { [soap.name]: booked / 1000 - 7 });
  await until(
    'sent',
    () => pendingOf(helper),
    (n) => n === 0,
  );
  await openTab(page, 'Stock', 'Counts');
  await page.getByRole('link', { name: `Aisle 4 · ${code}` }).click();
  const found = page.getByRole('list', { name: 'Found' });
  await see(found).toContainText('Counted 2 times', { timeout: 20_000 });
  await see(found).toContainText('−2');
  await see(page.getByText('1 difference')).toBeVisible();
  await expectAccessible(page, 'stocktake');
  await page.keyboard.press('F9');
  await see(page.getByRole('dialog', { name: 'Put the stock right?' })).toBeVisible();
  await page.keyboard.press('Enter');
  await see(page.getByRole('article')).toContainText(`Stocktake Aisle 4 · ${code}`);
  await expectPending(page, 0);
  expect(await onHandMilli(soap.id)).toBe(booked - 2000);
  // Nothing is left to put right, and it says by what it was.
  await openTab(page, 'Stock', 'Counts');
  await see(page.getByRole('list').filter({ hasText: 'Aisle 4' })).toContainText('Adjusted');
  await page.getByRole('link', { name: `Aisle 4 · ${code}` }).click();
  await see(page.getByText('Nothing differs')).toBeVisible({ timeout: 20_000 });
  await go(page, 'Sell');
}
