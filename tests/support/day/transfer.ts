/** Goods go from the warehouse to the shop: packed without a network there, received without one here. */
import { expect } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import { see } from '#tests/support/see.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, sql, type Good } from '#tests/support/server-side.ts';
import { expectPending } from '#tests/support/till-page.ts';
import { numberOnPaper, openTab, type Day } from './day.ts';

export interface Sent {
  readonly number: string;
  readonly good: Good;
  /** Which the shop does not know. */
  readonly foreign: Good;
  readonly onHandBefore: readonly number[];
}

/** Of what has this barcode, in thousandths: at the warehouse, at the shop. */
export async function onHandAtBoth(barcode: string): Promise<readonly number[]> {
  const rows = await sql<{ n: number }>(
    `select coalesce(sum(b.quantity_milli), 0)::int as n from locations o
     join items i on i.location_id = o.id and i.barcode = $1
     left join stock_balances b on b.item_id = i.id group by o.code order by o.code desc`,
    [barcode],
  );
  return rows.map(({ n }) => n);
}

export async function packAndSend({ warehouse }: Day): Promise<Sent> {
  const { page } = warehouse.device;
  const [good] = await goods('piece', 1, 40, 'WH');
  const [foreign] = await goods('piece', 1, 41, 'WH');
  await sql(
    `update items set barcode = null, name = 'Gone from here', updated_at = now() where barcode = $1
    and location_id = (select id from locations where code = 'HS')`,
    [foreign!.barcode],
  );
  const onHandBefore = await onHandAtBoth(good!.barcode);
  await openTab(page, 'Stock', 'Transfers');
  await see(page.getByText('No goods are on their way')).toBeVisible();
  warehouse.network.cut();
  await page.keyboard.press('F2');
  await see(page.getByText('Nothing packed yet')).toBeVisible();
  await scan(page, good!.barcode);
  const field = (name: string) => page.getByRole('textbox', { name });
  await see(field(`Quantity of ${good!.name}`)).toHaveValue('1');
  await field(`Quantity of ${good!.name}`).fill('6');
  await field('Find or scan what goes').fill(foreign!.name);
  await see(page.getByRole('list', { name: 'Found' }).getByRole('button').first()).toContainText(
    foreign!.name,
  );
  await page.keyboard.press('Enter');
  await see(field(`Quantity of ${foreign!.name}`)).toBeFocused();
  await page.keyboard.press('F9');
  await see(page.getByRole('alert').filter({ hasText: 'Nothing was posted' })).toContainText(
    'Where do the goods go?',
  );
  await page
    .getByRole('combobox', { name: 'Location' })
    .selectOption({ label: 'Harbour Street Market (HS)' });
  await field('Note').fill('For the weekend');
  await expectAccessible(page, 'send');
  await page.reload();
  await see(field(`Quantity of ${good!.name}`)).toHaveValue('6', { timeout: 30_000 });
  await see(page.getByRole('combobox', { name: 'Location' })).toContainText('Harbour Street Market');
  await page.keyboard.press('F9');
  await see(page.getByRole('article')).toContainText('From Dockside Warehouse to Harbour Street Market');
  await expectAccessible(page, 'sent');
  const number = await numberOnPaper(page, 'Stock transfer');
  expect(number).toMatch(/^T-WH-\d\d-000001$/);
  warehouse.network.heal();
  await expectPending(page, 0);
  await see(page.getByText('On its way')).toBeVisible();
  return { number, good: good!, foreign: foreign!, onHandBefore };
}

/** It came to know of it while there was a network. */
export async function seeItComing({ shop }: Day, { number }: Sent): Promise<void> {
  const { page } = shop.device;
  await openTab(page, 'Stock', 'Transfers');
  await see(page.getByRole('link', { name: number })).toContainText('To receive');
  await expectAccessible(page, 'transfers');
}

export async function receiveWithDifference({ shop }: Day, { number, good, foreign }: Sent): Promise<void> {
  const { page } = shop.device;
  await openTab(page, 'Stock', 'Transfers');
  await page.getByRole('link', { name: number }).click();
  const field = (name: string) => page.getByRole('textbox', { name });
  await see(page.getByRole('listitem').filter({ hasText: good.name })).toContainText('In the catalog');
  await field(`How much came of ${good.name}`).fill('5');
  await page.keyboard.press('F9');
  await see(page.getByRole('alert').filter({ hasText: 'Nothing was posted' })).toContainText('reason');
  await field(`Why the difference of ${good.name}`).fill('One fell');
  await expectAccessible(page, 'receive transfer');
  await page.getByRole('button', { name: `Which item is it? ${foreign.name}` }).click();
  await see(page.getByText('a manager adds it')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Name' }).fill('Gone from here');
  await page.getByRole('dialog').getByRole('button', { name: 'Gone from here' }).click();
  await see(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('F9');
  await see(page.getByRole('article')).toContainText('Sent 6: One fell');
  await see(page.getByText('Received, not sent yet')).toBeVisible();
  await page.getByRole('link', { name: 'All transfers' }).click();
  await see(page.getByRole('region', { name: 'Coming in' })).toContainText('Received, not sent yet');
}

/** Both sides see how it stands, and the books have five of six. */
export async function seeItReceived({ shop, warehouse }: Day, { good, onHandBefore }: Sent): Promise<void> {
  const { page } = shop.device;
  await openTab(page, 'Stock', 'Transfers');
  await see(page.getByRole('region', { name: 'Received' })).toContainText('From Dockside Warehouse');
  await see(page.getByRole('region', { name: 'Coming in' })).toHaveCount(0);
  await see(warehouse.device.page.getByText(/with differences$/)).toBeVisible();
  const [there, here] = onHandBefore;
  expect(await onHandAtBoth(good.barcode)).toEqual([there! - 6000, here! + 5000]);
}
