import type { Page } from '@playwright/test';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { scan } from '#tests/support/scanner.ts';
import { see } from '#tests/support/see.ts';
import { goods, sql } from '#tests/support/server-side.ts';
import { expectPending, go, receiptNumber, saleRow, sellByKeys, stockRow } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill('cashier'));
});

test('[R9.2-2] offline: a receipt is scanned, one of what it sold comes back and the money is paid back, the other is exchanged; then the books agree', async () => {
  const { page } = device;
  const [first, second, third] = await goods('piece', 3, 30);
  network.cut();
  const number = await sellByKeys(page, [first!.barcode, second!.barcode]);
  await go(page, 'Sales');
  await see(saleRow(page, number)).toBeVisible();
  await pressAsItComes(page, 'F6', 'Take goods back');
  await scan(page, number);
  await page.getByRole('button', { name: `One more ${first!.name}` }).click();
  await see(page.getByRole('button', { name: 'Pay back' })).toBeEnabled();
  await page.keyboard.press('F10');
  await see(page.getByRole('heading', { name: 'Return complete' })).toBeVisible();
  const paper = page.getByRole('article');
  await see(paper).toContainText('RETURN');
  await see(paper).toContainText(`Of ${number}`);
  await see(paper).toContainText(first!.name);
  await see(paper).not.toContainText(second!.name);
  const back = await receiptNumber(page);

  // What came back cannot come back again; the other can.
  await go(page, 'Sales');
  await see(saleRow(page, back)).toContainText('Return');
  await saleRow(page, number).getByRole('link').click();
  await page.getByRole('button', { name: 'Take goods back' }).click();
  await see(page.getByRole('listitem').filter({ hasText: first!.name })).toContainText('All of it came back');
  await page.getByRole('button', { name: `All 1 of ${second!.name}` }).click();
  await page.getByRole('checkbox', { name: 'Back on the shelf' }).uncheck();

  // What is typed waits in Sales. The other is given for one like it and one more.
  await go(page, 'Sales');
  await page.getByRole('region', { name: 'Returns being written' }).getByRole('link').click();
  await see(page.getByRole('checkbox', { name: 'Back on the shelf' })).not.toBeChecked();
  await page.keyboard.press('F9');
  await see(page.getByTestId('given-back')).toContainText('−');
  await scan(page, second!.barcode);
  await scan(page, third!.barcode);
  const difference = third!.price_minor / 100;
  await see(page.getByTestId('cart-total')).toContainText(difference.toFixed(2));
  await page.keyboard.press('F9');
  await see(page.getByRole('heading', { name: 'Exchange' })).toBeVisible();
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await page.keyboard.press('F10');
  await see(page.getByRole('heading', { name: 'Exchange complete' })).toBeVisible();
  await see(paper).toContainText('Given back');
  const taken = await receiptNumber(page);
  await page.getByRole('link', { name: 'What was given back' }).click();
  await see(paper).toContainText(`Set against ${taken}`);

  const row = await stockRow(page, first!.name);
  await see(row).toContainText(String(first!.on_hand_milli / 1000));
  network.heal();
  await expectPending(page, 0);
  await see
    .poll(() => booksOf([number, back, taken]))
    .toEqual([
      { invoice_number: number, kind: 'sale', moved: '-2000' },
      { invoice_number: back, kind: 'return', moved: '1000' },
      { invoice_number: taken, kind: 'sale', moved: '-2000' },
    ]);
  expect(device.problems).toEqual([]);
});

function booksOf(numbers: readonly string[]) {
  return sql(
    `select i.invoice_number, i.kind, (select sum(m.quantity_milli) from stock_moves m where m.document_id = i.id) as moved
     from sales_invoices i where i.invoice_number = any ($1) order by i.journal_seq`,
    [numbers],
  );
}

/** Presses a key in the moment in which its button is there, in front of any effect that waits for the paint. */
async function pressAsItComes(page: Page, key: string, button: string): Promise<void> {
  await page.evaluate(
    ([pressed, text]) => {
      const observer = new MutationObserver(() => {
        if (![...document.querySelectorAll('button')].some((one) => one.textContent.includes(text!))) return;
        observer.disconnect();
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: pressed!, bubbles: true }));
      });
      observer.observe(document.body, { childList: true, subtree: true });
    },
    [key, button],
  );
}
