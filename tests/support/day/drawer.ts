/** The drawer of a day: opened with a float, counted blind, closed, and reported. */
import { expect } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import { see } from '#tests/support/see.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, sql } from '#tests/support/server-side.ts';
import { go, saleLines, sellByKeys } from '#tests/support/till-page.ts';
import { conor, maeve, openTab, reload, takeOver, type Day } from './day.ts';

export async function openDrawer({ shop }: Day): Promise<void> {
  const { page } = shop.device;
  await openTab(page, 'Sales', 'Shift');
  await see(page.getByRole('region', { name: 'No shift is open on this till' })).toBeVisible();
  await expectAccessible(page, 'no shift');
  await page.getByRole('textbox', { name: /^Float/ }).fill('100');
  await page.keyboard.press('Enter');
  await see(page.getByRole('region', { name: 'The shift is open' })).toContainText('Float');
  await page.keyboard.press('F4');
  await see(page.getByRole('textbox', { name: /^Amount/ })).toBeFocused();
  await page.keyboard.type('30', { delay: 70 });
  await page.getByRole('textbox', { name: 'Reason' }).fill('Bank drop');
  await page.keyboard.press('Enter');
  await see(page.getByRole('list', { name: 'Cash in and out' })).toContainText('Bank drop');
}

/** One sale in cash, one by card; a cashier is not told what should be in the drawer, a manager may look. */
export async function sellIntoIt({ shop }: Day): Promise<void> {
  const { page } = shop.device;
  const [piece] = await goods('piece', 1, 30);
  await go(page, 'Sell');
  await sellByKeys(page, [piece!.barcode]);
  await page.keyboard.press('Enter');
  await scan(page, piece!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F9');
  await page.getByRole('radio', { name: 'Card' }).click();
  await page.keyboard.press('F10');
  await see(page.getByRole('heading', { name: 'Sale complete' })).toBeVisible();
  await openTab(page, 'Sales', 'Shift');
  await see(page.getByRole('region', { name: 'The shift is open' })).toContainText('2, 2 pending');
  await see(page.getByRole('article')).toHaveCount(0);
  await see(page.getByTestId('expected')).toHaveCount(0);
  await expectAccessible(page, 'shift');
}

export async function readX({ shop }: Day): Promise<void> {
  const { page } = shop.device;
  await takeOver(page, maeve);
  await openTab(page, 'Sales', 'Shift');
  await see(page.getByRole('article', { name: 'X report' })).toContainText('EXPECTED');
  await takeOver(page, conor);
  await see(page.getByRole('button', { name: 'Count and close' })).toBeVisible();
  await see(page.getByRole('article')).toHaveCount(0);
}

/** Counted blind; the number of its Z report. */
export async function countAndClose({ shop }: Day): Promise<string> {
  const { page } = shop.device;
  await openTab(page, 'Sales', 'Shift');
  await see(page.getByRole('button', { name: 'Count and close' })).toBeVisible();
  await page.keyboard.press('F9');
  const rows = page.getByRole('region', { name: 'Count the drawer' }).getByRole('textbox');
  await see(rows.first()).toBeFocused();
  await page.keyboard.type('1', { delay: 70 });
  await page.keyboard.press('Enter');
  await see(rows.nth(1)).toBeFocused();
  await reload(page, conor);
  await page.getByRole('button', { name: 'Count and close' }).click();
  await see(rows.first()).toHaveValue('1');
  await rows.first().fill('');
  await page.getByRole('textbox', { name: 'Anything else, as a sum' }).fill('70');
  await expectAccessible(page, 'count');
  await page.keyboard.press('F9');
  await see(page.getByTestId('expected')).toBeVisible();
  await see(page.getByRole('article', { name: 'X report' })).toContainText('Bank drop');
  await expectAccessible(page, 'compare');

  await go(page, 'Settings');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await see(page.getByRole('dialog').getByRole('alert')).toContainText('A shift is open on this till since');
  await page.getByRole('link', { name: 'Go to the shift' }).click();
  await page.getByRole('button', { name: 'Close the shift' }).click();
  await see(page.getByRole('alert').filter({ hasText: 'note' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Note' }).fill('Forgot to count the till roll.');
  await page.keyboard.press('F9');
  const paper = page.getByRole('article', { name: /^Z report/ });
  await see(paper).toContainText('Forgot to count');
  await expectAccessible(page, 'z report');
  const number = (await paper.getAttribute('aria-label'))!.replace('Z report ', '');
  expect(number).toMatch(/^Z-HS-\d\d-000001$/);
  await reload(page, conor);
  await see(paper).toContainText('Forgot to count');
  await page.keyboard.press('Escape');
  const row = page.getByRole('link', { name: number });
  await see(row).toContainText('Pending');
  await see(page.getByRole('textbox', { name: /^Float/ })).toHaveValue(/^100/);
  await expectAccessible(page, 'closed shifts');
  await row.click();
  await see(paper).toContainText('COPY');
  return number;
}

/** As it was counted, and beside it what the books have. */
export async function expectBooked(shiftNumber: string): Promise<void> {
  const [booked] = await sql(
    `select s.flags, s.counted_minor - s.float_minor - s.variance_minor as less_variance, -3000 + s.booked_cash_minor as moved,
       (select array_agg(method order by method) from shift_tenders t where t.shift_id = s.id) as methods
     from shifts s where s.shift_number = $1`,
    [shiftNumber],
  );
  expect(booked).toMatchObject({ flags: ['drawer_differs'], methods: ['card', 'cash', 'credit'] });
  expect(booked!['less_variance']).toBe(booked!['moved']);
}
