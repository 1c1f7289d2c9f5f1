import { beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { scan } from '#tests/support/scanner.ts';
import { see } from '#tests/support/see.ts';
import { goods, sql } from '#tests/support/server-side.ts';
import { expectPending, go, sellByKeys, saleLines } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill('cashier'));
  await device.context.addInitScript(() => {
    window.print = () => undefined;
  });
});

test('offline: a drawer is opened, sold into, counted blind and closed by keys; it outlives a reload, holds up signing out, and reaches the books as it was counted', async () => {
  const { page } = device;
  const [piece] = await goods('piece', 1, 30);
  network.cut();

  await go(page, 'Sales');
  await page.getByRole('link', { name: 'Shift' }).click();
  await see(page.getByRole('region', { name: 'No shift is open on this till' })).toBeVisible();
  await expectAccessible(page, 'no shift');
  await page.getByRole('textbox', { name: /^Float/ }).fill('100');
  await page.keyboard.press('Enter');
  const running = page.getByRole('region', { name: 'The shift is open' });
  await see(running).toContainText('Float');

  await page.keyboard.press('F4');
  await see(page.getByRole('textbox', { name: /^Amount/ })).toBeFocused();
  await page.keyboard.type('30', { delay: 70 });
  await page.getByRole('textbox', { name: 'Reason' }).fill('Bank drop');
  await page.keyboard.press('Enter');
  await see(page.getByRole('list', { name: 'Cash in and out' })).toContainText('Bank drop');
  await go(page, 'Sell');
  await sellByKeys(page, [piece!.barcode]);
  await page.keyboard.press('Enter');
  await scan(page, piece!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F9');
  await page.getByRole('radio', { name: 'Card' }).click();
  await page.keyboard.press('F10');
  await see(page.getByRole('heading', { name: 'Sale complete' })).toBeVisible();

  await go(page, 'Sales');
  await page.getByRole('link', { name: 'Shift' }).click();
  await see(running).toContainText('2, 2 pending');
  // A cashier is not told what should be in the drawer before it is counted.
  await see(page.getByRole('article')).toHaveCount(0);
  await see(page.getByTestId('expected')).toHaveCount(0);
  await expectAccessible(page, 'shift');
  await page.keyboard.press('F9');
  const rows = page.getByRole('region', { name: 'Count the drawer' });
  await see(rows.getByRole('textbox').first()).toBeFocused();
  await page.keyboard.type('1', { delay: 70 });
  await page.keyboard.press('Enter');
  await see(rows.getByRole('textbox').nth(1)).toBeFocused();
  await page.reload();
  await page.getByRole('button', { name: 'Count and close' }).click({ timeout: 30_000 });
  await see(rows.getByRole('textbox').first()).toHaveValue('1');
  await rows.getByRole('textbox').first().fill('');
  await rows.getByRole('textbox', { name: 'Anything else, as a sum' }).fill('70');
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
  await page.reload();
  await see(paper).toContainText('Forgot to count', { timeout: 30_000 });

  await page.keyboard.press('Escape');
  const row = page.getByRole('link', { name: number });
  await see(row).toContainText('Pending');
  await see(page.getByRole('textbox', { name: /^Float/ })).toHaveValue(/^100/);
  await expectAccessible(page, 'closed shifts');
  await row.click();
  await see(paper).toContainText('COPY');
  network.heal();
  await expectPending(page, 0);
  const [booked] = await sql(
    `select s.flags, s.counted_minor - s.float_minor - s.variance_minor as less_variance, -3000 + s.booked_cash_minor as moved,
       (select array_agg(method order by method) from shift_tenders t where t.shift_id = s.id) as methods
     from shifts s where s.shift_number = $1`,
    [number],
  );
  expect(booked).toMatchObject({ flags: ['drawer_differs'], methods: ['card', 'cash'] });
  expect(booked!['less_variance']).toBe(booked!['moved']);
  expect(device.problems).toEqual([]);
});
