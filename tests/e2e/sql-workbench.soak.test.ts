/** Managers ask the device's database in SQL, on a copy of it, and the till never notices. */
import { readFile } from 'node:fs/promises';
import { type Locator, type Page } from '@playwright/test';
import { beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { see } from '#tests/support/see.ts';
import { goods } from '#tests/support/server-side.ts';
import { canSell, go, sellByKeys } from '#tests/support/till-page.ts';

let device: Device;
let page: Page;
let editor: Locator;
let result: Locator;

beforeAll(async () => {
  const till = await newTill('manager');
  ({ device } = till);
  ({ page } = device);
  editor = page.getByRole('textbox', { name: 'SQL' });
  result = page.getByRole('table', { name: 'Result' });
  till.network.cut();
  await openWorkbench(page);
});

async function openWorkbench(tab: Page): Promise<void> {
  await tab.goto('/reports/sql');
  await see(tab.getByText(/^As of /)).toBeVisible();
}

async function write(sql: string): Promise<void> {
  await editor.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(sql);
}

async function run(sql: string): Promise<void> {
  await write(sql);
  await page.keyboard.press('Control+Enter');
}

const cells = async () =>
  Promise.all((await result.getByRole('cell').all()).map(async (one) => one.textContent()));

test('a query with parameters is answered, offline: money as money, or as stored; the text survives a reload', async () => {
  await run(
    'select :word as word, 1250 as total_minor, count(*) > 100 as many from items where name <> :word',
  );
  await page.getByRole('textbox', { name: 'word' }).fill('tea');
  await editor.focus();
  await page.keyboard.press('Control+Enter');
  await see(result.getByRole('cell', { name: 'tea' })).toBeVisible();
  await see(result.getByRole('cell', { name: '€12.50' })).toBeVisible();
  await page.getByRole('radio', { name: 'Raw' }).click();
  await expect.poll(cells).toEqual(['tea', '1250', '1']);
  await expectAccessible(page, 'sql workbench');

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Words');
  await page.keyboard.press('Enter');
  await see(page.getByText('Words is saved on this device')).toBeVisible();
  await openWorkbench(page);
  await see(editor).toContainText('as word');
  await see(page.getByRole('textbox', { name: 'word' })).toHaveValue('tea');
});

test('a saved query is renamed, deleted, and there again when that is undone', async () => {
  const dialog = page.getByRole('dialog', { name: 'Queries' });
  const saved = (name: string) =>
    dialog.getByRole('region', { name: 'Saved' }).getByRole('button', { name, exact: true });
  await write('select 1');
  await page.getByRole('button', { name: 'Queries' }).click();
  await page.getByRole('button', { name: 'Rename Words' }).click();
  const renaming = page.getByRole('dialog', { name: 'Rename the query' });
  await renaming.getByRole('textbox', { name: 'Name' }).fill('Other words');
  await page.keyboard.press('Enter');
  await see(saved('Other words')).toBeVisible();
  await see(saved('Words')).toHaveCount(0);
  await page.getByRole('button', { name: 'Delete Other words' }).click();
  await see(saved('Other words')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await see(saved('Other words')).toBeVisible();
  await saved('Other words').click();
  await see(editor).toContainText('as word');
  await see(page.getByRole('textbox', { name: 'word' })).toHaveValue('tea');
});

test('the editor completes names of tables, Tab leaves it, and a press on a column writes its name', async () => {
  await write('');
  await page.keyboard.type('select name from item');
  await see(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await see(editor).not.toBeFocused();
  await page.getByText('item_costs', { exact: true }).click();
  await page.getByRole('button', { name: 'value_minor integer' }).click();
  await see(editor).toContainText('value_minor');
});

test('what would write is refused in words, and a mistake is shown where it is', async () => {
  await run('delete from items');
  await see(page.getByRole('alert')).toContainText('Only questions are answered here');
  await run('select *\nfrom itms');
  await see(page.getByRole('alert')).toContainText('no such table: itms');
  await run('select name,\n nme from items');
  await see(page.getByRole('alert')).toContainText('Line 2: no such column: nme');
});

test('a query without an end runs beside a sale, and stops when told; a refresh brings the sale', async () => {
  await run('with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) from n');
  await see(page.getByText(/^[1-9]\d* s$/)).toBeVisible();
  const tab = await device.newTab();
  await tab.goto('/sell');
  await canSell(tab);
  const [good] = await goods('piece', 1, 3);
  const number = await sellByKeys(tab, [good!.barcode]);
  await tab.close();
  await page.getByRole('button', { name: 'Stop' }).click();
  await see(page.getByText(/^Stopped/)).toBeVisible();

  await run('select number from outbox order by position');
  await see(page.getByText(/^0 rows, /)).toBeVisible();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await see(page.getByRole('button', { name: 'Refresh' })).toBeEnabled();
  await run('select number from outbox order by position');
  await expect.poll(cells).toEqual([number]);
});

test('many rows are shown in part and written whole; a chart is drawn of them', async () => {
  await run(`with recursive n (i) as (select 1 union all select i + 1 from n where i < 12000)
    select 'day ' || i as day, i as total_minor, '=1' as formula from n`);
  await see(page.getByText(/^The first 10,000 rows, /)).toBeVisible();
  expect(await result.getByRole('row').count()).toBeLessThan(60);
  await page.getByRole('button', { name: 'Chart' }).click();
  await see(page.getByRole('img', { name: /total_minor by day/ })).toBeVisible();
  await expectAccessible(page, 'sql chart');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(12_001);
  expect(lines[12_000]).toBe("day 12000,120.00,'=1");
});

const copiesOn = (of: Page) =>
  of.evaluate(async () => {
    const names: string[] = [];
    for await (const [name] of (await navigator.storage.getDirectory()).entries()) names.push(name);
    return names.filter((name) => name.includes('-copy-'));
  });
const copies = () => copiesOn(page);

test('leaving takes the copy along, and no rule of the server was broken', async () => {
  await go(page, 'Sell');
  await expect.poll(copies).toEqual([]);
  expect(device.problems).toEqual([]);
});

test('what a tab that died left goes when the app is opened again, with no workbench', async () => {
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.getFileHandle('any.db-copy-dead.1', { create: true });
  });
  expect(await copies()).toEqual(['any.db-copy-dead.1']);
  await page.reload();
  await canSell(page);
  await expect.poll(copies).toEqual([]);
});

test('a cashier is told whom to ask, and nothing is copied', async () => {
  const cashier = await newTill('cashier');
  const tab = cashier.device.page;
  await tab.goto('/reports/sql');
  await see(tab.getByText('The workbench is for managers')).toBeVisible();
  await see(tab.getByRole('textbox', { name: 'SQL' })).toHaveCount(0);
  // A copy would be begun as the screen opens, as for a manager.
  await tab.waitForTimeout(2_000);
  expect(await copiesOn(tab)).toEqual([]);
  expect(cashier.device.problems).toEqual([]);
});
