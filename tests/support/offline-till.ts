/** The lines of docs/offline.md about a day at the till: a sale, its receipt, what is shown of it, how it is sent. */
import { expect } from 'vitest';
import type { Page } from '@playwright/test';
import type { Hands } from './offline-hands.ts';
import type { OfflineLine } from './offline-table.ts';
import { scan } from './scanner.ts';
import { see } from './see.ts';
import { goods, postedOnce, postedSale, sql, type Good } from './server-side.ts';
import {
  canSell,
  expectPending,
  receiptNumber,
  saleLines,
  saleRow,
  searchBox,
  stockRow,
  syncNow,
} from './till-page.ts';

/** To the first item of a shelf on which nothing is weighed or in batches. */
async function browse(page: Page, inCart: readonly Good[]): Promise<void> {
  const [shelf] = await sql<{ name: string }>(
    `select c.name from categories c join items i on i.category_id = c.id join units u on u.id = i.unit_id
     where c.location_id = (select id from locations where code = 'HS')
     group by c.id having not bool_or(i.is_batch_tracked or u.quantity_decimals > 0) order by c.name limit 1`,
  );
  const [item] = await sql<{ name: string }>(
    `select i.name from items i join categories c on c.id = i.category_id and c.name = $1
     where c.location_id = (select id from locations where code = 'HS') and not i.is_archived
       and not i.name = any($2) order by lower(i.name) limit 1`,
    [shelf!.name, inCart.map(({ name }) => name)],
  );
  await page.getByRole('group', { name: 'Categories' }).getByRole('button', { name: shelf!.name }).click();
  // By its name: for a moment the tiles are still those of all shelves.
  await page.getByRole('main').getByRole('button', { name: item!.name }).first().click();
}

/** One sale, from its first scan to the server. */
export function tillDrives({ page, network, reloadCut, expectSaid, prints }: Hands) {
  let number = '';
  return {
    async 'sell: scan, search, browse, weigh, choose a batch, take cash or card'() {
      const [piece, searched] = await goods('piece', 2, 24);
      const [weighed] = await goods('weighed', 1, 1);
      const [tracked] = await goods('batch', 1, 3);
      await reloadCut('/sell');
      await canSell(page());
      await scan(page(), piece!.barcode);
      await see(saleLines(page())).toHaveCount(1);
      await searchBox(page()).fill(searched!.name);
      await see(page().getByRole('option')).toContainText(searched!.barcode);
      await searchBox(page()).press('Enter');
      await see(saleLines(page())).toHaveCount(2);
      await scan(page(), weighed!.barcode);
      await page().getByRole('dialog').getByRole('textbox').fill('1.5');
      await page().keyboard.press('Enter');
      await see(saleLines(page())).toHaveCount(3);
      await scan(page(), tracked!.barcode);
      await page().getByRole('dialog').getByRole('listitem').first().getByRole('button').click();
      await see(saleLines(page())).toHaveCount(4);
      await browse(page(), [piece!, searched!]);
      await see(saleLines(page())).toHaveCount(5);
      await page().keyboard.press('F9');
      await page().getByRole('textbox', { name: 'Cash received' }).fill('1');
      await page().getByRole('button', { name: 'Count this part' }).click();
      await page().getByRole('textbox', { name: 'Card amount' }).waitFor();
      await page().keyboard.press('F10');
      number = await receiptNumber(page());
      await expectPending(page(), 1);
    },
    async 'print and reprint a receipt'() {
      await page().getByRole('button', { name: 'Print receipt' }).click();
      expect(await prints()).toBe(1);
      const address = new URL(page().url()).pathname;
      await reloadCut(address);
      await see(page().getByRole('article', { name: `Receipt ${number}` })).toBeVisible();
      await page().getByRole('button', { name: 'Print again' }).click();
      expect(await prints()).toBe(1);
    },
    async 'recent sales, with what is not sent yet'() {
      await reloadCut('/sales');
      await see(saleRow(page(), number)).toContainText('Pending');
    },
    async 'stock on hand, with what is pending'() {
      const [piece] = await goods('piece', 1, 24);
      await reloadCut('/stock');
      const row = await stockRow(page(), piece!.name);
      await see(row).toContainText(`${piece!.on_hand_milli / 1000 - 1} pc`);
      await see(row).toContainText('1 pending');
    },
    async 'the queue of documents: state, age, tries, reason'() {
      await reloadCut('/queue');
      const row = page().getByRole('main').getByRole('listitem').filter({ hasText: number });
      await see(row).toContainText('Pending');
      await see(row).toContainText(/made .* ago/);
    },
    async 'send and fetch'(row: OfflineLine) {
      await page().getByRole('button', { name: 'Sync now' }).click();
      await expectSaid(row);
      await expectPending(page(), 1);
      expect(await postedSale(number)).toMatchObject({ invoices: 0 });
      network().heal();
      await syncNow(page());
      await expectPending(page(), 0);
      expect(await postedSale(number)).toEqual(postedOnce(5));
    },
    async 'find a sale of more than two months ago'(row: OfflineLine) {
      await reloadCut('/sales');
      const search = page().getByRole('textbox', { name: 'Find by number' });
      await search.fill('S-HS-77-000001');
      await page().getByRole('button', { name: 'Look for it at the server' }).click();
      await expectSaid(row);
      await see(search).toHaveValue('S-HS-77-000001');
    },
  };
}
