/** The line of docs/offline.md about what may be said of a sale, done on a device whose server is gone. */
import { scan } from './scanner.ts';
import { see } from './see.ts';
import { goods } from './server-side.ts';
import type { Hands } from './offline-receiving.ts';
import { canSell, expectPending, saleLines } from './till-page.ts';

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
  };
}
