/** The lines of docs/offline.md about the stock room, done on a device whose server is gone. */
import { scan } from './scanner.ts';
import { see } from './see.ts';
import { goods } from './server-side.ts';
import type { Hands } from './offline-hands.ts';
import { expectPending, go } from './till-page.ts';

/** Afterwards nothing waits for the server. */
export function stockRoomDrives({ page: pageOf, network, reloadCut }: Hands) {
  const here = () => new URL(pageOf().url()).pathname;
  /** From its list: there it is once it is written. */
  const reopenDraft = async (list: 'Adjustments' | 'Counts') => {
    await go(pageOf(), 'Stock');
    await pageOf().getByRole('link', { name: list }).click();
    await pageOf().getByRole('region', { name: 'Drafts' }).getByRole('link').click();
  };
  return {
    async 'adjust stock: a reason, scan or find what there is more or less of; drafts, the paper'() {
      const page = pageOf();
      const [piece] = await goods('piece', 1, 25);
      await reloadCut('/stock/adjustments');
      await page.getByRole('button', { name: 'New adjustment' }).click();
      await page.getByRole('button', { name: 'Damaged' }).click();
      await scan(page, piece!.barcode);
      const quantity = page.getByRole('textbox', { name: `Quantity of ${piece!.name}` });
      await see(quantity).toHaveValue('1');
      await reopenDraft('Adjustments');
      await see(quantity).toHaveValue('1');
      await reloadCut(here());
      await see(quantity).toHaveValue('1');
      await page.keyboard.press('F9');
      await see(page.getByRole('article')).toContainText(piece!.name);
      await expectPending(page, 1);
      await reloadCut(here());
      await see(page.getByRole('article')).toContainText('Damaged');
      network().heal();
      await expectPending(page, 0);
    },
    async 'take stock: start or join a stocktake, count blind by scan; drafts, the paper; put what differs right'() {
      const page = pageOf();
      const [piece] = await goods('piece', 1, 25);
      await reloadCut('/stock/counts');
      await page.getByLabel('Join with a code').fill('k7q4m');
      await page.getByRole('button', { name: 'Join' }).click();
      await see(page.getByText('Nothing counted yet')).toBeVisible();
      await scan(page, piece!.barcode);
      const quantity = page.getByRole('textbox', { name: `Quantity of ${piece!.name}` });
      await see(quantity).toHaveValue('1');
      await reopenDraft('Counts');
      await see(quantity).toHaveValue('1');
      await reloadCut(here());
      await see(quantity).toHaveValue('1');
      await page.keyboard.press('F9');
      await see(page.getByRole('article')).toContainText('K7Q4M');
      await reloadCut(here());
      await see(page.getByRole('article')).toContainText(piece!.name);
      await reloadCut('/stock/counts/K7Q4M');
      await see(page.getByRole('list', { name: 'Found' })).toContainText(piece!.name);
      await page.keyboard.press('F9');
      await page.getByRole('button', { name: 'Put it right' }).click();
      await see(page.getByRole('article')).toContainText('Stocktake K7Q4M');
      await expectPending(page, 2);
      network().heal();
      await expectPending(page, 0);
    },
    async 'what expires and what runs low'() {
      const page = pageOf();
      await reloadCut('/stock/watch');
      await see(page.getByRole('heading', { name: 'Expiring and low' })).toBeVisible();
      await page.getByRole('radio', { name: '90 days' }).click();
      await see(page.getByRole('list', { name: 'Expiring' })).toBeVisible();
      await page.getByRole('radio', { name: 'Low' }).click();
      await see(page.getByText('Nothing runs low')).toBeVisible();
      network().heal();
      await expectPending(page, 0);
    },
  };
}
