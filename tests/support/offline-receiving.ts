/** The line of docs/offline.md about goods received, done on a device whose server is gone. */
import type { Hands } from './offline-hands.ts';
import { scan } from './scanner.ts';
import { see } from './see.ts';
import { goods } from './server-side.ts';
import { expectPending, go } from './till-page.ts';

/** Afterwards nothing waits for the server. */
export function receivingDrives({ page: pageOf, network, reloadCut }: Hands) {
  return {
    async 'receive goods: scan or find what came, batch and expiry; drafts, the paper'() {
      const page = pageOf();
      const [piece] = await goods('piece', 1, 26);
      await reloadCut('/stock/receive');
      await page.getByRole('button', { name: 'New note' }).click();
      await see(page.getByText('Nothing on the note yet')).toBeVisible();
      await scan(page, piece!.barcode);
      const quantity = page.getByRole('textbox', { name: `Quantity of ${piece!.name}` });
      await see(quantity).toHaveValue('1');
      await go(page, 'Stock');
      await page.getByRole('link', { name: 'Goods received' }).click();
      await page.getByRole('region', { name: 'Drafts' }).getByRole('link').click();
      await see(quantity).toHaveValue('1');
      await reloadCut(new URL(page.url()).pathname);
      await see(quantity).toHaveValue('1');
      await page.keyboard.press('F9');
      await see(page.getByRole('article')).toContainText(piece!.name);
      await expectPending(page, 1);
      await reloadCut(new URL(page.url()).pathname);
      await see(page.getByRole('article')).toContainText(piece!.name);
      network().heal();
      await expectPending(page, 0);
    },
  };
}
