/** The lines of docs/offline.md about what may be said of a sale and about what comes back, done on a device whose server is gone. */
import { expect } from 'vitest';
import { draftsOnDisk } from './device-database.ts';
import { scan } from './scanner.ts';
import { see } from './see.ts';
import { goods } from './server-side.ts';
import type { Hands } from './offline-hands.ts';
import { canSell, expectPending, receiptNumber, saleLines, saleRow, sellByKeys } from './till-page.ts';

/** Afterwards nothing waits for the server. */
export function sellingDrives({ page: pageOf, network, reloadCut }: Hands) {
  return {
    async 'of a sale: a discount, another price, the customer, a note'() {
      const page = pageOf();
      const [piece, other] = await goods('piece', 2, 28);
      await reloadCut('/sell');
      await canSell(page);
      await scan(page, piece!.barcode);
      await see(saleLines(page)).toHaveCount(1);
      await page.keyboard.press('F7');
      await page.getByLabel('Per cent off').fill('5');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Customer' }).click();
      await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click();
      await page.getByRole('button', { name: 'Note' }).click();
      await page.getByRole('textbox', { name: 'Note' }).fill('For the office.');
      await page.getByRole('button', { name: 'Keep the note' }).click();
      await see.poll(async () => (await draftsOnDisk(page)).join()).toContain('For the office.');
      await reloadCut('/sell');
      await canSell(page);
      await scan(page, other!.barcode);
      await page.keyboard.press('F9');
      await page.getByRole('button', { name: 'Complete sale' }).waitFor();
      await page.keyboard.press('F10');
      const paper = page.getByRole('article');
      await see(paper).toContainText('For the office.');
      await see(paper).toContainText('Discount −');
      network().heal();
      await expectPending(page, 0);
    },
    async 'take goods back: found by their receipt, at what was paid'() {
      const page = pageOf();
      const [piece] = await goods('piece', 1, 29);
      await reloadCut('/sell');
      await canSell(page);
      const number = await sellByKeys(page, [piece!.barcode]);
      await reloadCut('/sales');
      await see(saleRow(page, number)).toBeVisible();
      await scan(page, number);
      await page.getByRole('button', { name: 'Take goods back' }).click();
      await page.getByRole('button', { name: 'All of it' }).click();
      await page.keyboard.press('F10');
      expect(await receiptNumber(page)).not.toBe(number);
      await see(page.getByRole('article')).toContainText(`Of ${number}`);
      network().heal();
      await expectPending(page, 0);
    },
    async 'take goods back without a receipt, with a manager’s yes; exchange them for others; drafts of both'() {
      const page = pageOf();
      const [piece, other] = await goods('piece', 2, 31);
      await reloadCut('/sales');
      await page.getByRole('button', { name: 'Return without a receipt' }).click();
      await see(page.getByRole('textbox', { name: 'Why it comes back' })).toBeVisible();
      await scan(page, piece!.barcode);
      await page.getByRole('textbox', { name: 'Why it comes back' }).fill('Torn');
      await see(page.getByRole('textbox', { name: `Quantity of ${piece!.name}` })).toHaveValue('1');
      await see.poll(async () => (await draftsOnDisk(page)).join()).toContain('Torn');
      await reloadCut('/sales');
      await page.getByRole('region', { name: 'Returns being written' }).getByRole('link').click();
      await see(page.getByRole('textbox', { name: 'Why it comes back' })).toHaveValue('Torn');
      await page.keyboard.press('F9');
      await see(page.getByTestId('given-back')).toBeVisible();
      await scan(page, piece!.barcode);
      await scan(page, other!.barcode);
      await see(saleLines(page)).toHaveCount(2);
      await page.keyboard.press('F9');
      await page.getByRole('button', { name: 'Complete sale' }).waitFor();
      await page.keyboard.press('F10');
      await see(page.getByRole('heading', { name: 'Exchange complete' })).toBeVisible();
      network().heal();
      await expectPending(page, 0);
    },
    async 'park a sale under a name, sell another, take it up again'() {
      const page = pageOf();
      const [piece] = await goods('piece', 1, 28);
      await reloadCut('/sell');
      await canSell(page);
      await scan(page, piece!.barcode);
      await see(saleLines(page)).toHaveCount(1);
      await page.keyboard.press('F3');
      await page.getByRole('textbox', { name: 'Name' }).fill('Red hat');
      await page.keyboard.press('Enter');
      // Behind a dialog there is no sale to be seen.
      await see(page.getByRole('button', { name: /^Parked/ })).toBeVisible();
      await see(saleLines(page)).toHaveCount(0);
      await reloadCut('/sell');
      await canSell(page);
      await see(saleLines(page)).toHaveCount(0);
      await page.keyboard.press('F3');
      await page.getByRole('button', { name: /^Red hat/ }).click();
      await see(saleLines(page)).toHaveCount(1);
      await page.getByRole('button', { name: 'Clear' }).click();
      network().heal();
    },
  };
}
