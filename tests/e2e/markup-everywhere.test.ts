/**
 * Markup in every text that the server holds, older than any device: wherever
 * it is shown it is text. Nothing of it runs, and the policy has nothing to stop.
 */
import type { Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { listedMasters } from '#ui/masters/masters.ts';
import { reportPages } from '#ui/screens/reports/report-pages.ts';
import { canSell, expectPending, sellByKeys, signIn } from '#tests/support/till-page.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { sql } from '#tests/support/server-side.ts';

/** The first that a column takes: some hold few characters. */
const markups = [
  `<img src=x onerror="window.wasRun=1"><script>window.wasRun=1</script>' or 1=1; --`,
  '<img src=x onerror=wasRun=1>',
  '<b id=run>',
];
/** Read as something else than text. */
const keyed = [
  'business_month',
  'original_month',
  'received_month',
  'currency',
  'payload_hash',
  'code',
  'barcode',
  'time_zone',
  'stamp',
];

let device: Device;
let shopId: string;
let spoilt: string[];

beforeAll(async () => {
  spoilt = await spoilTexts();
  const [shop] = await sql<{ id: string; name: string }>(`select id, name from locations where code = 'HS'`);
  shopId = shop!.id;
  ({ device } = await newTill(null, { height: 900 }));
  const { page } = device;
  await page.goto('/sell');
  await signIn(page, 'owner');
  await page.getByRole('button', { name: shop!.name }).click();
  await page.getByRole('button', { name: 'Register this device' }).click();
  await canSell(page);
});

/** In up to 40 rows of each table, the newest of the shop; answers with the columns that took it. */
async function spoilTexts(): Promise<string[]> {
  const columns = await sql<{ table: string; column: string }>(
    `select t.relname as table, a.attname as column from pg_class t
     join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and a.atttypid = 'text'::regtype
     where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and not a.attname = any ($1)`,
    [keyed],
  );
  const done: string[] = [];
  for (const { table, column } of columns) {
    for (const markup of markups) {
      const isTaken = await sql(
        `do $do$ begin
           alter table public.${table} disable trigger user;
           update public.${table} set ${column} = $m$${markup}$m$ || left(id::text, 4)
           where id in (select id from public.${table}
             where location_id = (select id from public.locations where code = 'HS') order by created_at desc, id limit 40);
           alter table public.${table} enable trigger user;
         end $do$`,
      ).then(
        () => true,
        () => false,
      );
      if (!isTaken) continue;
      done.push(`${table}.${column}`);
      break;
    }
  }
  return done;
}

/** A screen for each row that has one, of the newest. */
async function screens(): Promise<string[]> {
  const of: Record<string, string> = {
    '/sales/:': `sales_invoices where kind = 'sale'`,
    '/sales/:/return': `sales_invoices where kind = 'sale'`,
    '/sales/customers/:': 'customers where true',
    '/sales/payments/:': 'customer_payments where true',
    '/sales/shift/:': 'shifts where true',
    '/stock/received/:': 'grns where true',
    '/stock/adjusted/:': 'stock_adjustments where true',
    '/stock/counted/:': 'stock_counts where true',
    '/stock/transfers/sent/:': 'stock_transfers where true',
    '/stock/transfers/received/:': 'stock_transfer_receipts where true',
  };
  const found: string[] = [];
  for (const [address, rows] of Object.entries(of)) {
    const [row] = await sql<{ id: string }>(
      `select id from ${rows} and location_id = $1 order by created_at desc, id limit 1`,
      [shopId],
    );
    if (row) found.push(address.replace(':', row.id));
  }
  const lists = ['customers', 'payments', 'shift'].map((name) => `/sales/${name}`);
  const stock = ['receive', 'adjustments', 'counts', 'watch', 'transfers'].map((name) => `/stock/${name}`);
  const catalog = [...Object.keys(listedMasters), 'import', 'conflicts', 'history', 'labels'];
  return [
    '/sales',
    '/sell',
    '/stock',
    '/queue',
    '/settings',
    '/reports',
    '/reports/documents',
    '/reports/sql',
    ...lists,
    ...stock,
    ...catalog.map((name) => `/catalog/${name}`),
    ...Object.keys(reportPages).map((name) => `/reports/${name}`),
    ...found,
  ];
}

/** By the router, as a link leads there: a tenth of what a load costs. The tables of the catalog are one screen. */
async function goTo(page: Page, address: string): Promise<void> {
  const title = page.getByRole('heading', { level: 1 }).first();
  const before = await title.textContent();
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  if (before !== 'Catalog') await see(title, address).not.toHaveText(before ?? '');
}

test('[T113] [T111] markup in every text of the server is text on every screen: nothing runs, and the policy has nothing to stop', async () => {
  const { page } = device;
  expect(spoilt).toEqual(
    expect.arrayContaining(['items.name', 'customers.name', 'sales_invoices.note', 'grns.note']),
  );
  const [sold] = await sql<{ barcode: string }>(
    `select i.barcode from items i join units u on u.id = i.unit_id where i.location_id = $1 and i.name like '<img%'
       and u.quantity_decimals = 0 and not i.is_batch_tracked order by i.id limit 1`,
    [shopId],
  );
  await sellByKeys(page, [sold!.barcode]);
  await expectPending(page, 0);
  const shown: string[] = [];
  for (const address of await screens()) {
    await goTo(page, address);
    // What a screen reads comes after its heading.
    await page
      .getByRole('main')
      .getByText(/<img src=x|<b id=run>/)
      .first()
      .waitFor({ state: 'attached', timeout: 200 })
      .then(
        () => shown.push(address),
        () => undefined,
      );
    const ran = await page.evaluate(
      () => 'wasRun' in window || document.querySelector('img[src=x], #run') !== null,
    );
    expect(ran, address).toBe(false);
  }
  // Where there is nothing of it, a screen proves little: these have some.
  expect(shown).toEqual(
    expect.arrayContaining(['/sell', '/stock', '/settings', '/catalog/items', '/reports/item-history']),
  );
  expect(shown.filter((address) => address.startsWith('/sales/'))).not.toEqual([]);
  expect(device.problems).toEqual([]);
});
