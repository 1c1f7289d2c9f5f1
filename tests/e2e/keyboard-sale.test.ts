import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, postedOnce, postedSale, sql } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { canSell, expectPending, receiptNumber, saleLines, searchBox } from '#tests/support/till-page.ts';

let till: Device;
let phone: Device;

beforeAll(async () => {
  const counter = await newTill('cashier');
  till = counter.device;
  const hand = { on: counter.network, width: 390, height: 844, hasTouch: true };
  phone = (await newTill('manager', hand)).device;
});

interface Line {
  readonly item_id: string;
  readonly quantity_milli: string;
  readonly batch_number: string | null;
}
const postedLines = (number: string) =>
  sql<Line>(
    `select l.item_id, l.quantity_milli, o.batch_number from sales_invoice_lines l
     join sales_invoices i on i.id = l.invoice_id left join stock_lots o on o.id = l.lot_id
     where i.invoice_number = $1 order by l.line_no`,
    [number],
  );

test('[R13-7] [R4.1-3] [R4.1-6] [R4.1-14] [R4.1-15] a sale by scanner and function keys alone: pieces, a weight, a batch', async () => {
  const { page } = till;
  const [piece] = await goods('piece', 1, 17);
  const [weighed] = await goods('weighed', 1);
  const [tracked] = await goods('batch', 1);
  const keys = page.keyboard;

  await scan(page, piece!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await keys.press('F4');
  await see(page.getByRole('dialog', { name: piece!.name })).toBeVisible();
  await keys.type('3');
  await keys.press('Enter');
  await see(saleLines(page).first()).toContainText('3 pc');

  await scan(page, weighed!.barcode);
  await see(page.getByRole('dialog', { name: `Weigh ${weighed!.name}` })).toBeVisible();
  // A person: faster than this only scanners type.
  await keys.type('0.355', { delay: 70 });
  await keys.press('Enter');
  await see(saleLines(page)).toHaveCount(2);
  await see(saleLines(page).nth(1)).toContainText('0.355 kg');

  await scan(page, tracked!.barcode);
  const batches = page.getByRole('dialog', { name: `Batch of ${tracked!.name}` });
  await see(batches).toBeVisible();
  const known = await sql<{ batch_number: string; expiry: string }>(
    `select batch_number, to_char(expiry_date, 'YYYY-MM-DD') as expiry from stock_lots
     where item_id = $1 and expiry_date >= current_date order by expiry_date, batch_number`,
    [tracked!.id],
  );
  await see(batches.getByRole('listitem').nth(known.length - 1)).toBeVisible();
  const offered = await batches.getByRole('listitem').allTextContents();
  for (const [index, lot] of known.entries()) {
    expect(offered[index]).toContain(lot.batch_number);
    expect(offered[index]).toContain(lot.expiry);
  }
  await keys.press('Enter');
  await see(saleLines(page)).toHaveCount(3);

  await keys.press('F9');
  await see(page.getByRole('dialog', { name: 'Payment' })).toBeVisible();
  await keys.type('500');
  await keys.press('F10');
  const number = await receiptNumber(page);
  await see(page.getByRole('button', { name: 'New sale' })).toBeFocused();
  await keys.press('Enter');
  await see(searchBox(page)).toBeFocused();
  await see(saleLines(page)).toHaveCount(0);

  await expectPending(page, 0);
  await see.poll(() => postedSale(number)).toEqual(postedOnce(3));
  expect(await postedLines(number)).toEqual([
    { item_id: piece!.id, quantity_milli: '3000', batch_number: null },
    { item_id: weighed!.id, quantity_milli: '355', batch_number: null },
    { item_id: tracked!.id, quantity_milli: '1000', batch_number: known[0]!.batch_number },
  ]);
});

test('a name typed in the search box, chosen by arrow keys, with a quantity before it', async () => {
  const { page } = till;
  const [good] = await goods('piece', 1, 18);
  await page.keyboard.press('F2');
  await see(searchBox(page)).toBeFocused();
  await searchBox(page).fill(`4*${good!.name}`);
  await see(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await see(saleLines(page)).toContainText(good!.name);
  await see(saleLines(page)).toContainText('4 pc');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await see(saleLines(page)).toHaveCount(0);
});

test('by touch on a phone: browse, more of it, card', async () => {
  const { page } = phone;
  const [category] = await sql<{ name: string; item: string; id: string }>(
    `select c.name, i.name as item, i.id from items i join categories c on c.id = i.category_id
     join units u on u.id = i.unit_id join stock_balances b on b.item_id = i.id
     where c.location_id = (select id from locations where code = 'HS') and not i.is_batch_tracked
       and u.quantity_decimals = 0 and b.quantity_milli > 20000
     order by c.sort_order, i.name limit 1`,
  );
  await page.getByRole('button', { name: category!.name, exact: true }).tap();
  await page
    .getByRole('region', { name: 'Catalog' })
    .getByRole('button', { name: category!.item })
    .first()
    .tap();
  await page.getByRole('button', { name: /^1 line/ }).tap();
  await page.getByRole('button', { name: /^One more/ }).tap();
  await see(saleLines(page)).toContainText('2 pc');
  await page.getByRole('button', { name: /^Pay/ }).tap();
  await page
    .getByRole('radio', { name: 'Card' })
    .or(page.getByRole('button', { name: 'Card' }))
    .tap();
  await page.getByRole('textbox', { name: /^Reference/ }).fill('T-4711');
  await page.getByRole('button', { name: 'Complete sale' }).tap();
  const number = await receiptNumber(page);
  await see(page.getByRole('article')).toContainText('Card T-4711');
  await expectPending(page, 0);
  expect(await postedLines(number)).toEqual([
    { item_id: category!.id, quantity_milli: '2000', batch_number: null },
  ]);
  const [payment] = await sql<{ method: string; reference: string; change_minor: string }>(
    `select p.method, p.reference, p.change_minor from sales_invoice_payments p
     join sales_invoices i on i.id = p.invoice_id where i.invoice_number = $1`,
    [number],
  );
  expect(payment).toEqual({ method: 'card', reference: 'T-4711', change_minor: '0' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect([...till.problems, ...phone.problems]).toEqual([]);
});

test('[R2-2] [R4.2-1] sales are parked by keys and taken up again, also after a reload; on a phone by touch', async () => {
  const { page } = till;
  const [first, second] = await goods('piece', 2, 17);
  const keys = page.keyboard;
  const parkDialog = (of: typeof page) => of.getByRole('dialog', { name: /park/i });
  await page.goto('/sell');
  await canSell(page);
  await scan(page, first!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await keys.press('F3');
  await see(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await keys.type('Red hat', { delay: 70 });
  await keys.press('Enter');
  // Behind a dialog there is no sale to be seen.
  await see(page.getByRole('button', { name: /^Parked/ })).toBeVisible();
  await see(saleLines(page)).toHaveCount(0);
  await scan(page, second!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await page.reload();
  await see(saleLines(page)).toContainText([second!.name], { timeout: 30_000 });

  // The open sale is put aside for the one that is taken up.
  await keys.press('F3');
  const parked = parkDialog(page).getByRole('region', { name: 'Parked' }).getByRole('listitem');
  await see(parked).toHaveCount(1);
  await expectAccessible(page, 'park');
  await parked.getByRole('button', { name: /^Red hat/ }).click();
  await see(saleLines(page)).toContainText([first!.name]);
  await keys.press('F9');
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await keys.press('F10');
  expect(await receiptNumber(page)).toMatch(/^S-/);
  await keys.press('Enter');
  await see(page.getByRole('button', { name: /^Parked/ })).toBeVisible();
  await keys.press('F3');
  await see(parked.getByRole('button').first()).toBeFocused();
  await see(parked).toContainText([second!.name]);
  await keys.press('Enter');
  await see(saleLines(page)).toContainText([second!.name]);
  await see(parkDialog(page)).toHaveCount(0);

  const hand = phone.page;
  await hand.goto('/sell');
  await canSell(hand);
  await scan(hand, first!.barcode);
  await hand.getByRole('button', { name: /1 line/ }).tap();
  await hand.getByRole('button', { name: 'Park', exact: true }).tap();
  await parkDialog(hand).getByRole('button', { name: 'Park', exact: true }).tap();
  await hand.getByRole('button', { name: /^Parked/ }).tap();
  await hand.getByRole('button', { name: /^Discard/ }).tap();
  await hand.getByRole('button', { name: 'Discard', exact: true }).tap();
  await see(hand.getByText('No sale is parked')).toBeVisible();
  await hand.getByRole('button', { name: 'Undo' }).tap();
  await hand.getByRole('region', { name: 'Parked' }).getByRole('listitem').getByRole('button').first().tap();
  await see(saleLines(hand)).toContainText([first!.name]);
});
