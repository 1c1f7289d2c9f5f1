/** What a manager does in the catalog, as edits that wait: five of them. */
import type { Page } from '@playwright/test';
import { see } from './see.ts';

export async function keepCatalog(
  page: Page,
  known: { readonly name: string; readonly barcode: string },
  newName: string,
): Promise<void> {
  const find = (text: string) => page.getByRole('textbox', { name: 'Find in items' }).fill(text);
  const list = page.getByRole('grid', { name: 'Items' });
  const row = list.getByRole('row').filter({ hasText: known.name });
  await find(known.barcode);
  await row.click();
  await page.getByLabel('Cost').fill('0.01');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await see(row).toContainText('Pending');
  await row.click();
  await page.getByRole('button', { name: 'Archive' }).click();
  await see(row).toHaveCount(0);
  // What was saved before can be undone too, in a message of its own.
  const archived = page.getByRole('dialog').filter({ hasText: 'Item archived' });
  await archived.getByRole('button', { name: 'Undo' }).click();
  await see(row).toContainText('Pending');

  await page.getByRole('button', { name: 'New item' }).click();
  await page.getByLabel('Name').fill(newName);
  await page.getByRole('dialog').getByLabel('Category').selectOption({ index: 1 });
  await page.getByLabel('Unit').selectOption('Piece');
  await page.getByLabel('Tax rate').selectOption({ index: 1 });
  await page.getByLabel('Price').fill('1');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await find(newName);
  await page.getByLabel(`Select ${newName}`).click();
  await page.getByRole('button', { name: 'Change prices' }).click();
  await page.getByRole('textbox', { name: 'Per cent' }).fill('10');
  await page.getByRole('button', { name: 'Change 1 price' }).click();
  await see(list.getByRole('row').filter({ hasText: newName })).toContainText('1.10');
}
