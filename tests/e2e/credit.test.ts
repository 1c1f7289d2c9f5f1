import { beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { scan } from '#tests/support/scanner.ts';
import { see } from '#tests/support/see.ts';
import { goods, sql } from '#tests/support/server-side.ts';
import { expectPending, saleLines } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill('manager'));
});

const customers = (credit: string) =>
  sql<{ id: string; name: string }>(
    `select c.id, c.name from customers c join locations l on l.id = c.location_id
     where l.code = 'HS' and credit_limit_minor ${credit} order by c.name limit 1`,
  );
const money = (minor: number) => (minor / 100).toFixed(2);

test('[R3.2-3] [R3.2-5] [R4.1-12] offline: sold on credit, paid in part, a limit that needs a manager; then the books say the same', async () => {
  const { page } = device;
  const [good] = await goods('piece', 1, 33);
  const [known] = await customers('> 50000');
  const [stranger] = await customers('= 0');
  const price = good!.price_minor;
  network.cut();

  await scan(page, good!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F9');
  const payment = page.getByRole('dialog', { name: 'Payment' });
  await payment.getByRole('radio', { name: 'Credit' }).click();
  await see(payment.getByRole('alert')).toContainText('On credit needs a customer');
  await see(payment.getByRole('button', { name: 'Complete sale' })).toBeDisabled();
  await payment.getByRole('button', { name: 'Choose customer' }).click();
  const choice = page.getByRole('dialog', { name: 'Choose the customer' });
  await choice.getByLabel('Name').fill(stranger!.name);
  await choice.getByRole('button', { name: stranger!.name }).first().click();
  await see(payment.getByRole('alert')).toContainText('This customer has no credit.');
  await payment.getByRole('button', { name: 'Another' }).click();
  await choice.getByLabel('Name').fill(known!.name);
  await choice.getByRole('button', { name: known!.name }).first().click();
  await see(payment.getByRole('alert')).toHaveCount(0);
  await see(payment).toContainText('as of');
  await expectAccessible(page, 'pay on credit');
  await page.keyboard.press('F10');
  const paper = page.getByRole('article');
  await see(paper).toContainText(`ON CREDIT€${money(price)}`);
  await see(paper).toContainText('To be paid by');
  await see(paper).toContainText('You owe now€');
  await expectAccessible(page, 'sold on credit');

  await page.getByRole('link', { name: 'Sales' }).first().click();
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  const row = page.getByRole('region', { name: 'Customers' }).getByRole('link');
  await see(row).toHaveCount(1);
  await see(row).toContainText(known!.name);
  await see(row).toContainText(money(price));
  await expectAccessible(page, 'who owes');
  await row.click();
  await see(page.getByRole('region', { name: 'Sales', exact: true }).getByRole('link')).toHaveCount(1);

  // By keyboard alone; less than all, with change.
  await page.keyboard.press('F2');
  const taking = page.getByRole('dialog', { name: `Payment from ${known!.name}` });
  const amount = taking.getByRole('textbox', { name: 'Amount' });
  await see(amount).toBeFocused();
  await page.keyboard.type(money(price + 100), { delay: 70 });
  await page.keyboard.press('F10');
  await see(taking).toContainText('€1.00 more than is owed');
  await see(taking.getByRole('button', { name: 'Yes, take' })).toBeVisible();
  await amount.fill('0.50');
  await taking.getByLabel('Cash received').fill('2');
  await see(taking).toContainText('€1.50');
  await expectAccessible(page, 'take payment');
  await page.keyboard.press('F10');
  await see(page.getByRole('heading', { name: 'Payment taken' })).toBeVisible();
  await see(paper).toContainText('PAID€0.50');
  await see(paper).toContainText('Change€1.50');
  await see(paper).toContainText(`€${money(price - 50)}`);
  await expectAccessible(page, 'payment');
  const number = (await paper.getAttribute('aria-label'))!.replace('Payment ', '');
  expect(number).toMatch(/^P-HS-\d\d-000001$/);
  await page.keyboard.press('Escape');
  await see(page.getByRole('region', { name: 'Payments' }).getByRole('link')).toContainText(number);

  // Beyond the limit: a yes, with its reason.
  await page.getByRole('link', { name: 'Sell' }).first().click();
  await scan(page, good!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F9');
  await payment.getByRole('radio', { name: 'Credit' }).click();
  await payment.getByRole('button', { name: 'Choose customer' }).click();
  await choice.getByLabel('Name').fill(stranger!.name);
  await choice.getByRole('button', { name: stranger!.name }).first().click();
  await see(payment.getByRole('alert')).toContainText('This customer has no credit.');
  await page.keyboard.press('F10');
  const approval = page.getByRole('dialog', { name: 'A manager’s approval' });
  await approval.getByLabel('Reason').fill('The neighbour');
  await page.keyboard.press('Enter');
  await see(page.getByRole('heading', { name: 'Sale complete' })).toBeVisible();
  await expectPending(page, 3);

  network.heal();
  await expectPending(page, 0);
  const owed = await sql<{ customer_id: string; owed: number; flags: string[] }>(
    `select b.customer_id, b.outstanding_minor::int as owed, i.flags from customer_balances b
     join sales_invoices i on i.customer_id = b.customer_id
     where b.customer_id = any($1) order by b.outstanding_minor`,
    [[known!.id, stranger!.id]],
  );
  expect(owed).toMatchObject([
    { customer_id: known!.id, owed: price - 50, flags: [] },
    { customer_id: stranger!.id, owed: price, flags: ['approved', 'over_credit_limit'] },
  ]);
  expect(device.problems).toEqual([]);
});
