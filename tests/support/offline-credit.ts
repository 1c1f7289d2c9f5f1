/** The line of docs/offline.md about what customers owe, done on a device whose server is gone. */
import type { Hands } from './offline-hands.ts';
import { scan } from './scanner.ts';
import { see } from './see.ts';
import { goods, sql } from './server-side.ts';
import { canSell, expectPending, saleLines } from './till-page.ts';

/** Afterwards nothing waits for the server. */
export function creditDrives({ page: pageOf, network, reloadCut }: Hands) {
  return {
    async 'sell on credit, see who owes what, take a payment, its paper'() {
      const page = pageOf();
      const [piece] = await goods('piece', 1, 31);
      const [customer] = await sql<{ name: string }>(
        `select c.name from customers c join locations l on l.id = c.location_id
         where l.code = 'HS' and c.credit_limit_minor > 50000 order by c.name desc limit 1`,
      );
      await reloadCut('/sell');
      await canSell(page);
      await scan(page, piece!.barcode);
      await see(saleLines(page)).toHaveCount(1);
      await page.keyboard.press('F9');
      await page.getByRole('radio', { name: 'Credit' }).click();
      await page.getByRole('button', { name: 'Choose customer' }).click();
      const choice = page.getByRole('dialog', { name: 'Choose the customer' });
      await choice.getByLabel('Name').fill(customer!.name);
      await choice.getByRole('button', { name: customer!.name }).first().click();
      await see(page.getByText('To be paid by')).toBeVisible();
      await page.keyboard.press('F10');
      await see(page.getByRole('article')).toContainText('ON CREDIT');
      await reloadCut('/sales/customers');
      await page
        .getByRole('region', { name: 'Customers' })
        .getByRole('link', { name: customer!.name })
        .click();
      await page.getByRole('button', { name: 'Take payment' }).waitFor();
      await reloadCut(new URL(page.url()).pathname);
      await page.getByRole('button', { name: 'Take payment' }).click();
      await page.getByRole('button', { name: /^All / }).click();
      await page.keyboard.press('F10');
      const paper = page.getByRole('article');
      await see(paper).toContainText('You owe now');
      await reloadCut(new URL(page.url()).pathname);
      await see(paper).toContainText('PAID');
      await see(paper).not.toContainText('You owe now');
      await reloadCut('/sales/payments');
      await see(page.getByRole('region', { name: 'Payments' }).getByRole('link')).toContainText(
        customer!.name,
      );
      await expectPending(page, 2);
      network().heal();
      await expectPending(page, 0);
    },
  };
}
