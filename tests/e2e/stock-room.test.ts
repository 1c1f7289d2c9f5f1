/** A manager puts stock right and takes stock in the browser, offline; a cashier counts on another till. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import { countSome } from '#tests/support/counting.ts';
import { canSell, openDevice, pendingOf, until, type Device as NodeTill } from '#tests/support/device.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { scan } from '#tests/support/scanner.ts';
import { see } from '#tests/support/see.ts';
import { goods, onHandMilli, sql, type Good } from '#tests/support/server-side.ts';
import { expectPending, go, PASSWORD } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;
let helper: NodeTill;
let soap: Good;
let milk: Good;

beforeAll(async () => {
  ({ network, device } = await newTill('manager'));
  const config = (await (await fetch(`${network.url}/config.json`)).json()) as { supabaseAnonKey: string };
  const [location] = await sql<{ id: string }>(`select id from locations where code = 'HS'`);
  helper = await openDevice({
    url: network.url,
    anonKey: config.supabaseAnonKey,
    email: 'cashier@flux.example',
    password: PASSWORD,
    locationId: location!.id,
  });
  await canSell(helper);
  [soap] = (await goods('piece', 1, 20)) as [Good];
  [milk] = (await goods('batch', 1, 1)) as [Good];
});
afterAll(() => helper.close());

const pieces = ({ on_hand_milli }: Good) => on_hand_milli / 1000;

test('[R3.2-13] [R3.2-14] [R3.2-15] offline: what broke is taken off by keyboard, with a reason in one press; the draft outlives a reload; on hand is right at once, then in the books', async () => {
  const { page } = device;
  network.cut();
  await go(page, 'Stock');
  await page.getByRole('link', { name: 'Adjustments' }).click();
  await see(page.getByRole('heading', { name: 'Adjustments' })).toBeVisible();
  await page.keyboard.press('F2');
  await page.getByRole('button', { name: 'Damaged' }).click();
  await scan(page, soap.barcode);
  const quantity = page.getByRole('textbox', { name: `Quantity of ${soap.name}` });
  await see(quantity).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('3', { delay: 70 });
  const line = page.getByRole('list', { name: 'Lines' }).getByRole('listitem').first();
  await see(line).toContainText(new RegExp(`On hand${pieces(soap)}.*${pieces(soap) - 3}`));
  // A batch-tracked item asks which; `+` says that there is more of it.
  await page.keyboard.press('Enter');
  await scan(page, milk.barcode);
  const batches = page.getByRole('dialog').getByRole('button', { name: /on hand/ });
  await see(batches.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await see(page.getByRole('textbox', { name: `Quantity of ${milk.name}` })).toBeFocused();
  await page.keyboard.press('+');
  await see(page.getByRole('radio', { name: 'More' }).nth(1)).toBeChecked();
  await expectAccessible(page, 'adjust');

  await page.reload();
  await see(quantity).toHaveValue('3', { timeout: 30_000 });
  await see(page.getByLabel('What happened')).toHaveValue('Damaged');
  await page.getByLabel('What happened').fill('A box fell');
  await page.keyboard.press('F9');
  const paper = page.getByRole('article');
  await see(paper).toContainText('A box fell');
  await see(paper).toContainText('−3 pc');
  await expectAccessible(page, 'adjusted');
  const number = (await paper.getAttribute('aria-label'))!.replace('Stock adjustment ', '');
  await page.getByRole('link', { name: 'All adjustments' }).click();
  await see(page.getByRole('link', { name: number })).toContainText('A box fell');
  await see(page.getByRole('link', { name: number })).toContainText('Pending');

  network.heal();
  await expectPending(page, 0);
  expect(await onHandMilli(soap.id)).toBe(soap.on_hand_milli - 3000);
  expect(await onHandMilli(milk.id)).toBe(milk.on_hand_milli + 1000);
});

test('a stocktake: counted blind by scan here and on another till, joined by its code; one adjustment puts the books right', async () => {
  const { page } = device;
  const [before] = await goods('piece', 1, 20);
  await go(page, 'Stock');
  await page.getByRole('link', { name: 'Counts' }).click();
  await see(page.getByRole('heading', { name: 'Counts' })).toBeVisible();
  await expectAccessible(page, 'counts');
  await page.keyboard.press('F2');
  const code = (await page.getByRole('dialog').getByRole('strong').textContent())!;
  expect(code).toMatch(/^[2-9A-Z]{5}$/);
  await page.getByLabel('Name (if you like)').fill('Aisle 4');
  await page.keyboard.press('Enter');
  await see(page.getByRole('heading', { name: 'Count Aisle 4' })).toBeVisible();
  network.cut();
  const lines = page.getByRole('list', { name: 'Lines' }).getByRole('listitem');
  await scan(page, soap.barcode);
  await see(lines).toHaveCount(1);
  await scan(page, soap.barcode);
  const quantity = page.getByRole('textbox', { name: `Quantity of ${soap.name}` });
  await see(quantity).toHaveValue('2');
  await page.keyboard.press('F7');
  await see(quantity).toHaveValue('1');
  await scan(page, '4999999999994');
  await see(page.getByRole('alert').filter({ hasText: '4999999999994' })).toContainText('kept in the note');
  await scan(page, milk.barcode);
  const dialog = page.getByRole('dialog');
  await see(dialog.getByRole('button').first()).toBeVisible();
  expect(await dialog.textContent(), 'blind').not.toContain('on hand');
  await page.keyboard.press('Enter');
  await see(lines.first()).toContainText(milk.name);
  // The line touched last is on top, and F4 goes to its quantity.
  await scan(page, soap.barcode);
  await see(lines.first()).toContainText(soap.name);
  await page.keyboard.press('F4');
  await see(quantity).toBeFocused();
  await page.keyboard.type('5', { delay: 70 });
  await lines.nth(1).getByRole('button', { name: 'Remove' }).click();
  await see(lines).toHaveCount(1);
  await expectAccessible(page, 'count');
  await page.reload();
  await see(quantity).toHaveValue('5', { timeout: 30_000 });
  await see(page.getByLabel('Note')).toHaveValue('Not known: 4999999999994');
  await page.keyboard.press('F9');
  await see(page.getByRole('article')).toContainText(`Stocktake Aisle 4 · ${code}`);
  network.heal();
  await expectPending(page, 0);

  // The rest of it, in the store, less two.
  await countSome(helper.till, code, { [soap.name]: pieces(before!) - 7 });
  await until(
    'sent',
    () => pendingOf(helper),
    (n) => n === 0,
  );
  await page.getByRole('link', { name: 'All stocktakes' }).click();
  await page.getByRole('link', { name: `Aisle 4 · ${code}` }).click();
  await see(page.getByRole('list', { name: 'Found' })).toContainText('Counted 2 times', { timeout: 20_000 });
  await see(page.getByRole('list', { name: 'Found' })).toContainText('−2');
  await see(page.getByText('1 difference')).toBeVisible();
  await expectAccessible(page, 'stocktake');
  await page.keyboard.press('F9');
  await see(page.getByRole('dialog', { name: 'Put the stock right?' })).toBeVisible();
  await page.keyboard.press('Enter');
  await see(page.getByRole('article')).toContainText(`Stocktake Aisle 4 · ${code}`);
  await expectPending(page, 0);
  expect(await onHandMilli(soap.id)).toBe(before!.on_hand_milli - 2000);
  // Nothing is left to put right, and it says by what it was.
  await go(page, 'Stock');
  await page.getByRole('link', { name: 'Counts' }).click();
  await see(page.getByRole('list').filter({ hasText: 'Aisle 4' })).toContainText('Adjusted');
  await page.getByRole('link', { name: `Aisle 4 · ${code}` }).click();
  await see(page.getByText('Nothing differs')).toBeVisible({ timeout: 20_000 });
  expect(device.problems).toEqual([]);
});
