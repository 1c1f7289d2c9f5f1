import { beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { scan } from '#tests/support/scanner.ts';
import { see } from '#tests/support/see.ts';
import { goods, sql } from '#tests/support/server-side.ts';
import { expectPending } from '#tests/support/till-page.ts';

interface Place {
  readonly network: FaultProxy;
  readonly device: Device;
}

let shop: Place;
let warehouse: Place;

beforeAll(async () => {
  [shop, warehouse] = await Promise.all([newTill('cashier'), newTill('warehouse')]);
});

const onHand = async (code: string, barcode: string) =>
  (
    await sql<{ n: number }>(
      `select coalesce(sum(b.quantity_milli), 0)::int as n from items i join locations o on o.id = i.location_id
       left join stock_balances b on b.item_id = i.id where o.code = $1 and i.barcode = $2`,
      [code, barcode],
    )
  )[0]!.n;
const transfers = async ({ device: { page } }: Place) => {
  await page.getByRole('link', { name: 'Stock' }).first().click();
  await page.getByRole('link', { name: 'Transfers' }).click();
};

test('[R3.2-10] [R3.2-12] [R4.2-3] [R9.2-5] [R13-8] packed offline at one location, drafted through a reload, sent; received offline at the other, with a difference and a new item; both see how it stands, and the books agree', async () => {
  const { page } = warehouse.device;
  const [good] = await goods('piece', 1, 40, 'WH');
  const [foreign] = await goods('piece', 1, 41, 'WH');
  // The shop does not know the second one.
  await sql(
    `update items set barcode = null, name = 'Gone from here', updated_at = now() where barcode = $1
    and location_id = (select id from locations where code = 'HS')`,
    [foreign!.barcode],
  );
  const before = [await onHand('WH', good!.barcode), await onHand('HS', good!.barcode)];
  await transfers(warehouse);
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
  const paper = page.getByRole('article');
  await see(paper).toContainText('From Dockside Warehouse to Harbour Street Market');
  await expectAccessible(page, 'sent');
  const sent = (await paper.getAttribute('aria-label'))!.replace('Stock transfer ', '');
  expect(sent).toMatch(/^T-WH-\d\d-000001$/);
  warehouse.network.heal();
  await expectPending(page, 0);
  await see(page.getByText('On its way')).toBeVisible();

  const there = shop.device.page;
  await transfers(shop);
  await see(there.getByRole('link', { name: sent })).toContainText('To receive');
  await expectAccessible(there, 'transfers');
  shop.network.cut();
  await there.getByRole('link', { name: sent }).click();
  const count = (name: string) => there.getByRole('textbox', { name });
  await see(there.getByRole('listitem').filter({ hasText: good!.name })).toContainText('In the catalog');
  await count(`How much came of ${good!.name}`).fill('5');
  await there.keyboard.press('F9');
  await see(there.getByRole('alert').filter({ hasText: 'Nothing was posted' })).toContainText('reason');
  await count(`Why the difference of ${good!.name}`).fill('One fell');
  await expectAccessible(there, 'receive transfer');
  await there.getByRole('button', { name: `Which item is it? ${foreign!.name}` }).click();
  await see(there.getByText('a manager adds it')).toBeVisible();
  await there.getByRole('searchbox', { name: 'Name' }).fill('Gone from here');
  await there.getByRole('dialog').getByRole('button', { name: 'Gone from here' }).click();
  await there.keyboard.press('F9');
  await see(there.getByRole('article')).toContainText('Sent 6: One fell');
  await see(there.getByText('Received, not sent yet')).toBeVisible();
  await there.getByRole('link', { name: 'All transfers' }).click();
  await see(there.getByRole('region', { name: 'Coming in' })).toContainText('Received, not sent yet');
  shop.network.heal();
  await expectPending(there, 0);
  await see(there.getByRole('region', { name: 'Coming in' })).toHaveCount(0);
  await see(there.getByRole('region', { name: 'Received' })).toContainText('From Dockside Warehouse');
  await see(page.getByText(/with differences$/)).toBeVisible();
  expect([await onHand('WH', good!.barcode), await onHand('HS', good!.barcode)]).toEqual([
    before[0]! - 6000,
    before[1]! + 5000,
  ]);
  expect([...shop.device.problems, ...warehouse.device.problems]).toEqual([]);
});
