/** The lines of docs/offline.md about a document that the server has refused. */
import type { Hands } from './offline-hands.ts';
import type { OfflineLine } from './offline-table.ts';
import { chooseBatch, newItem, refusedRow, sellWithoutBatch, type NewItem } from './refused-sale.ts';
import { see } from './see.ts';
import { expectPending, syncNow } from './till-page.ts';

/** The second goes on with the sale that the first has left. */
export function refusedDrives({ page, network, reloadCut, expectSaid }: Hands) {
  let refusedItem: NewItem | null = null;
  return {
    async "void a refused document, or allow another till's below zero"(row: OfflineLine) {
      refusedItem = await newItem('Walnut beans', '7312040017102');
      const refused = await sellWithoutBatch(page(), network(), refusedItem);
      await refusedRow(page(), refused).getByRole('link', { name: 'Open' }).click();
      // What can be chosen comes with the catalog, after the queue.
      await page()
        .getByRole('button', { name: /^Choose batch/ })
        .waitFor({ timeout: 30_000 });
      network().cut();
      await page().getByRole('button', { name: 'Void it' }).click();
      const dialog = page().getByRole('dialog', { name: `Void ${refused}` });
      await dialog.getByLabel('Reason').fill('Brought back');
      await dialog.getByRole('button', { name: 'Void it' }).click();
      await expectSaid(row);
      await see(dialog.getByLabel('Reason')).toHaveValue('Brought back');
    },
    async 'a refused document: what it is, why; put it right, allow it below zero, send it again'() {
      await reloadCut(new URL(page().url()).pathname);
      await see(page().getByRole('main')).toContainText('A batch-tracked item has no batch');
      await see(page().getByRole('button', { name: 'Try again' })).toBeVisible();
      await chooseBatch(page(), refusedItem!);
      await page().getByRole('button', { name: 'Send it corrected' }).click();
      await see(page().getByRole('main')).toContainText('On its way to the server');
      await expectPending(page(), 1);
      network().heal();
      await syncNow(page());
      await expectPending(page(), 0);
    },
  };
}
