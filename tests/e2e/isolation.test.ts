import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import { startDevice, type Device } from '#tests/support/browser.ts';
import { deviceDatabase, storedFiles, type DatabaseCopy } from '#tests/support/device-database.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, postedOnce, postedSale, sql } from '#tests/support/server-side.ts';
import { newTill, startNetwork } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectConnection,
  expectPending,
  go,
  saleLines,
  saleRow,
  sellByKeys,
  setUpTill,
  signIn,
  signOutWith,
} from '#tests/support/till-page.ts';

let device: Device;

beforeAll(async () => {
  ({ device } = await newTill(null));
});

const locationId = async (code: string) =>
  (await sql<{ id: string }>('select id from locations where code = $1', [code]))[0]!.id;

/** The locations of all rows of a database, by table. */
function locationsIn(database: DatabaseCopy): Map<string, string[]> {
  const tables = database.all<{ name: string }>(
    `select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'location_id' where m.type = 'table'`,
  );
  return new Map(
    tables.map(({ name }) => [
      name,
      database
        .all<{ location_id: string }>(`select distinct location_id from ${name}`)
        .map((row) => row.location_id),
    ]),
  );
}

test('[R4-1] [R12-3] [R12-4] a member of one location has nothing of the other on the device or on screen', async () => {
  const [shop, warehouse] = [await locationId('HS'), await locationId('WH')];
  await setUpTill(device.page, 'warehouse');
  using local = await deviceDatabase(device.page);
  const found = locationsIn(local);
  expect(found.get('items')).toEqual([warehouse]);
  // What the other one is called is known, so that goods can be sent there (tests/database/policies.test.ts).
  const all = await sql<{ id: string }>('select id from locations order by id');
  expect(found.get('location_names')!.toSorted()).toEqual(all.map(({ id }) => id));
  found.delete('location_names');
  expect([...new Set([...found.values()].flat())]).toEqual([warehouse]);
  const secrets = await sql<{ id: string }>('select id from items where location_id = $1 limit 20', [shop]);
  for (const { name, bytes } of await storedFiles(device.page)) {
    for (const { id } of secrets) expect(bytes.includes(id), `${id} in ${name}`).toBe(false);
  }
  await see(device.page.getByRole('banner')).toContainText('Dockside Warehouse');
  await see(device.page.getByText('Harbour Street')).toHaveCount(0);
});

test('[R12-5] [R12-6] who signs out leaves nothing behind for the next', async () => {
  const { page } = device;
  const [good] = await goods('piece', 1, 0, 'WH');
  const number = await sellByKeys(page, [good!.barcode]);
  await expectPending(page, 0);
  await page.getByRole('button', { name: 'New sale' }).click();
  await scan(page, good!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await go(page, 'Settings');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signOutWith(page, page.getByRole('dialog').getByRole('button', { name: 'Sign out' }));
  expect((await storedFiles(page)).map(({ name }) => name)).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  for (const trace of ['warehouse@flux.example', 'Padraig', 'access_token', number, good!.name]) {
    expect(kept).not.toContain(trace);
  }

  await signIn(page, 'owner');
  await page.getByRole('button', { name: /Dockside Warehouse/ }).click();
  await canSell(page);
  await see(saleLines(page)).toHaveCount(0);
  await expectPending(page, 0);
  using local = await deviceDatabase(page);
  expect(local.all('select * from drafts')).toEqual([]);
  expect(local.all('select * from outbox')).toEqual([]);
});

/** As an admin does with a lost tablet: at the server, all sessions of who is signed in here. */
async function endSessions(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const { supabaseAnonKey } = JSON.parse(localStorage.getItem('flux.config') ?? '{}') as {
      supabaseAnonKey: string;
    };
    const { access_token } = JSON.parse(localStorage.getItem('flux.session') ?? '{}') as {
      access_token: string;
    };
    const headers = { apikey: supabaseAnonKey, authorization: `Bearer ${access_token}` };
    return (await fetch('/auth/v1/logout?scope=global', { method: 'POST', headers })).status;
  });
  expect(status).toBe(204);
}

test('[R12-9] [R12-10] [R10.1-2b] [R10.1-2c] [R10.1-2d] [T083] a session that ended sells on; only its own user sends what it sold', async () => {
  await using mine = await startNetwork();
  const till = await startDevice(mine.url);
  const [good] = await goods('piece', 1, 16);
  await setUpTill(till.page, 'cashier');
  await endSessions(till.page);
  mine.cut();
  // The token that the device has runs out.
  await till.page.evaluate(() => {
    const session = JSON.parse(localStorage.getItem('flux.session') ?? '{}') as Record<string, unknown>;
    localStorage.setItem(
      'flux.session',
      JSON.stringify({ ...session, expires_at: 1_000_000, expires_in: 0 }),
    );
  });
  await till.quit();
  await till.restart();
  await till.page.goto('/sell');
  await canSell(till.page);
  const number = await sellByKeys(till.page, [good!.barcode]);
  await expectPending(till.page, 1);

  mine.heal();
  await till.page.reload();
  await expectConnection(till.page, 'Signed out');
  await see(till.page.getByRole('article', { name: `Receipt ${number}` })).toBeVisible();
  await expectPending(till.page, 1);
  expect(await postedSale(number)).toMatchObject({ invoices: 0 });

  // Somebody else signs in where the login is asked for, on the very receipt of the first.
  await till.page.getByRole('button', { name: /^Sign in/ }).click();
  await signIn(till.page, 'manager');
  await see(till.page.getByRole('banner')).toContainText('Maeve Kelly', { timeout: 30_000 });
  await see(till.page.getByText('This sale is not on this device')).toBeVisible({ timeout: 45_000 });
  await go(till.page, 'Sell');
  await canSell(till.page);
  await expectConnection(till.page, 'Online');
  await expectPending(till.page, 0);
  await go(till.page, 'Sales');
  await see(saleRow(till.page, number)).toHaveCount(0);
  expect(await postedSale(number)).toMatchObject({ invoices: 0 });

  await go(till.page, 'Settings');
  await till.page.getByRole('button', { name: 'Sign out' }).click();
  await signOutWith(till.page, till.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }));
  await signIn(till.page, 'cashier');
  await canSell(till.page);
  await expectPending(till.page, 0);
  expect(await postedSale(number)).toEqual(postedOnce(1));
  const [invoice] = await sql<{ email: string }>(
    'select u.email from sales_invoices i join auth.users u on u.id = i.created_by where invoice_number = $1',
    [number],
  );
  expect(invoice).toEqual({ email: 'cashier@flux.example' });
  await till.close();
});

test('[T095] who works nowhere any more is told so, can look again, and is back at the till once somebody added them', async () => {
  const { page } = (await newTill('cashier')).device;
  const cashier = `(select id from auth.users where email = 'cashier@flux.example')`;
  const [row] = await sql<{ row: object }>(
    `delete from location_members where user_id = ${cashier} returning to_jsonb(location_members) as row`,
  );
  await page.reload();
  await see(page.getByRole('heading', { name: 'No location is open to you' })).toBeVisible({
    timeout: 30_000,
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole('button', { name: 'Look again' }).click();
  await see(page.getByRole('button', { name: 'Look again' })).toBeEnabled();
  const add = () =>
    sql('insert into location_members select * from jsonb_populate_record(null::location_members, $1)', [
      JSON.stringify(row!.row),
    ]);
  await add();
  await page.getByRole('button', { name: 'Look again' }).click();
  await canSell(page);

  // Where the sign-in has ended meanwhile, there is nothing to look with: it leads to one.
  await sql(`delete from location_members where user_id = ${cashier}`);
  await page.reload();
  await see(page.getByRole('button', { name: 'Look again' })).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => localStorage.removeItem('flux.session'));
  await page.getByRole('button', { name: 'Look again' }).click();
  await see(page.getByLabel('Password')).toBeVisible();
  await see(page.getByRole('button', { name: 'Look again' })).toHaveCount(0);
  await add();
  await signIn(page, 'cashier');
  await canSell(page);
});
