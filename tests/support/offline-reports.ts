/** The lines of docs/offline.md about reports, done on a device whose server is gone. */
import type { Hands } from './offline-hands.ts';
import { see } from './see.ts';
import { expectConnection } from './till-page.ts';

export function reportDrives({ page: pageOf, network, reloadCut }: Hands) {
  return {
    async 'reports of what is on the device, each figure a way to its documents'() {
      const page = pageOf();
      await reloadCut('/reports/sales?preset=today&by=item');
      const table = page.getByRole('table', { name: 'Sales by item' });
      await table.getByRole('link').first().click();
      await see(page.getByRole('region', { name: 'Documents' }).getByRole('link').first()).toBeVisible();
      await reloadCut(new URL(page.url()).pathname + new URL(page.url()).search);
      await see(page.getByRole('region', { name: 'Documents' }).getByRole('link').first()).toBeVisible();
    },
    async 'sales of all locations, side by side'() {
      const page = pageOf();
      await reloadCut('/reports/locations?preset=month');
      await page.getByRole('button', { name: 'Ask the server' }).click();
      await see(page.getByRole('alert')).toContainText(/internet/i);
      await see(page.getByLabel('Period')).toHaveValue('month');
    },
    async 'what the stock is worth, what moved it in the months that are here, what sells, what to order, what expires'() {
      const page = pageOf();
      await reloadCut('/reports/stock-value');
      await page.getByRole('table', { name: 'Stock by item' }).getByRole('link').first().click();
      await see(page.getByText('Before', { exact: true })).toBeVisible();
      // The ledger of a month comes when a report first asks for it.
      network().heal();
      await expectConnection(page, 'Online');
      await page.goto('/reports/stock-pace?by=fast&days=30');
      await page.getByRole('table', { name: 'What sells' }).getByRole('link').first().click();
      const moves = page.getByRole('table', { name: /^Moves of/ });
      await see(moves.getByRole('link').first()).toBeVisible({ timeout: 30_000 });
      await reloadCut('/reports/stock-pace?by=fast&days=30');
      await page.getByRole('table', { name: 'What sells' }).getByRole('link').first().click();
      await see(moves.getByRole('link').first()).toBeVisible();
      await reloadCut('/reports/reorder');
      await see(page.getByRole('heading', { name: 'To order, for 14 days' })).toBeVisible();
      await reloadCut('/reports/expiring?days=30');
      await see(page.getByRole('heading', { name: 'Expired, or within 30 days' })).toBeVisible();
    },
    async 'ask in SQL: run, save and chart a query'() {
      const page = pageOf();
      await reloadCut('/reports/sql');
      await page.getByRole('button', { name: 'Queries' }).click();
      await page.getByRole('button', { name: 'Top items' }).click();
      await page.getByRole('button', { name: 'Run' }).click();
      await see(page.getByRole('table', { name: 'Result' })).toBeVisible();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Best of the day');
      await page.keyboard.press('Enter');
      await see(page.getByText('Best of the day is saved on this device')).toBeVisible();
      await page.getByRole('button', { name: 'Chart' }).click();
      await see(page.getByRole('img', { name: /quantity_milli by item/ })).toBeVisible();
    },
    async 'reports of money and people: what customers owe, a statement, purchases, shifts, flags, discounts, returns'() {
      const page = pageOf();
      for (const report of ['owed', 'purchases', 'shifts', 'flagged', 'discounts', 'returns']) {
        await reloadCut(`/reports/${report}?preset=today`);
        await see(page.getByRole('main').locator('table, .min-h-48').first()).toBeVisible();
      }
      await reloadCut('/reports/statement');
      await page.getByLabel('Find a customer').fill('a');
      await page.getByRole('table', { name: 'Customers' }).getByRole('link').first().click();
      await see(page.getByRole('article')).toContainText('Statement of your account');
    },
    async 'older months for a report'() {
      const page = pageOf();
      await reloadCut('/reports/sales?from=2020-01-01&to=2020-01-31');
      await see(page.getByText('Needs internet')).toBeVisible();
      await see(page.getByLabel('From')).toHaveValue('2020-01-01');
    },
  };
}
