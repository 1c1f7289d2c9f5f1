/**
 * docs/offline.md, line by line: what works is done with the server gone, what
 * needs a connection says so in the words of the table. One device walks
 * through its life in the order of the table.
 */
import { cp, mkdtemp, readFile, rm, appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { documentDrives } from '#tests/support/offline-documents.ts';
import { catalogDrives } from '#tests/support/offline-catalog.ts';
import { saveDownload } from '#tests/support/download.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { askForPin, enrol, lock, unlock } from '#tests/support/lock-page.ts';
import {
  chooseBatch,
  newItem,
  refusedRow,
  sellWithoutBatch,
  type NewItem,
} from '#tests/support/refused-sale.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, postedOnce, postedSale, sql, type Good } from '#tests/support/server-side.ts';
import { offlineTable, type OfflineLine } from '#tests/support/offline-table.ts';
import { deploy, newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  canStartOffline,
  expectConnection,
  expectPending,
  go,
  PASSWORD,
  receiptNumber,
  saleLines,
  saleRow,
  searchBox,
  sellByKeys,
  stockRow,
  syncNow,
  signOutWith,
} from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;
let page: Page;
let number = '';
let refusedItem: NewItem | null = null;
const ownPin = '48291563';

const matrix = await offlineTable();
const inFlux = matrix.filter(({ verdict }) => verdict !== 'not in Flux yet');

beforeAll(async () => {
  ({ network, device } = await newTill(null));
  page = device.page;
  // A print dialog stops the page.
  await device.context.addInitScript(() => {
    Object.assign(window, { prints: 0 });
    window.print = () =>
      Object.assign(window, { prints: (window as unknown as { prints: number }).prints + 1 });
  });
  await page.goto('/sell');
  await canStartOffline(page);
});

/** A server that went away between two looks at it is missed at the next one, 45 s later at most. */
async function expectSaid({ says }: Pick<OfflineLine, 'says'>): Promise<void> {
  expect(says).not.toBe('');
  await see(page.locator('main, [role=dialog]').getByText(says).first()).toBeVisible({ timeout: 60_000 });
}

/** The page is loaded anew, with nobody there but the service worker. */
async function reloadCut(address: string): Promise<void> {
  network.cut();
  await page.goto(address);
}

async function sellInEveryWay(): Promise<void> {
  const [piece, searched] = await goods('piece', 2, 24);
  const [weighed] = await goods('weighed', 1, 1);
  const [tracked] = await goods('batch', 1, 3);
  await reloadCut('/sell');
  await canSell(page);
  await scan(page, piece!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await searchBox(page).fill(searched!.name);
  await see(page.getByRole('option')).toContainText(searched!.barcode);
  await searchBox(page).press('Enter');
  await see(saleLines(page)).toHaveCount(2);
  await scan(page, weighed!.barcode);
  await page.getByRole('dialog').getByRole('textbox').fill('1.5');
  await page.keyboard.press('Enter');
  await see(saleLines(page)).toHaveCount(3);
  await scan(page, tracked!.barcode);
  await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click();
  await see(saleLines(page)).toHaveCount(4);
  await browse([piece!, searched!]);
  await see(saleLines(page)).toHaveCount(5);
  await page.keyboard.press('F9');
  await page.getByRole('textbox', { name: 'Cash received' }).fill('1');
  await page.getByRole('button', { name: 'Count this part' }).click();
  await page.getByRole('textbox', { name: 'Card amount' }).waitFor();
  await page.keyboard.press('F10');
  number = await receiptNumber(page);
  await expectPending(page, 1);
}

/** To the first item of a shelf on which nothing is weighed or in batches. */
async function browse(inCart: readonly Good[]): Promise<void> {
  const [shelf] = await sql<{ name: string }>(
    `select c.name from categories c join items i on i.category_id = c.id join units u on u.id = i.unit_id
     where c.location_id = (select id from locations where code = 'HS')
     group by c.id having not bool_or(i.is_batch_tracked or u.quantity_decimals > 0) order by c.name limit 1`,
  );
  const [item] = await sql<{ name: string }>(
    `select i.name from items i join categories c on c.id = i.category_id and c.name = $1
     where c.location_id = (select id from locations where code = 'HS') and not i.is_archived
       and not i.name = any($2) order by lower(i.name) limit 1`,
    [shelf!.name, inCart.map(({ name }) => name)],
  );
  await page.getByRole('group', { name: 'Categories' }).getByRole('button', { name: shelf!.name }).click();
  // By its name: for a moment the tiles are still those of all shelves.
  await page.getByRole('main').getByRole('button', { name: item!.name }).first().click();
}

const prints = () => page.evaluate(() => (window as unknown as { prints: number }).prints);

const hands = { page: () => page, network: () => network, reloadCut };

const drives: Readonly<Record<string, (row: OfflineLine) => Promise<void>>> = {
  async 'join with an invitation'(row) {
    await reloadCut('/?invite=ana%40flux.example');
    await page.getByLabel('New password').fill('a long password');
    await page.getByRole('button', { name: 'Sign up', exact: true }).click();
    await see(page.getByText('This needs internet, and the server cannot be reached')).toBeVisible();
    await expectSaid(row);
    await see(page.getByLabel('E-mail')).toHaveValue('ana@flux.example');
    await see(page.getByLabel('New password')).toHaveValue('a long password');
  },
  async 'sign in on a device for the first time'(row) {
    await reloadCut('/stock');
    await expectSaid(row);
    await page.getByLabel('E-mail').fill('owner@flux.example');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await see(page.getByText('The server cannot be reached. Check the connection')).toBeVisible();
    await expectSaid(row);
    await see(page.getByLabel('E-mail')).toHaveValue('owner@flux.example');
    await see(page.getByLabel('Password')).toHaveValue(PASSWORD);
    network.heal();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await see(page.getByRole('heading', { name: 'Where are you selling?' })).toBeVisible();
  },
  async 'choose a location'() {
    await reloadCut('/stock');
    await page.getByRole('button', { name: /Harbour Street/ }).click();
    await see(page.getByRole('heading', { name: 'Name this device' })).toBeVisible();
  },
  async 'register the device'(row) {
    await page.getByLabel('Device name').fill('Tablet at the door');
    await page.getByRole('button', { name: 'Register this device' }).click();
    await expectSaid(row);
    await see(page.getByLabel('Device name')).toHaveValue('Tablet at the door');
  },
  async 'get the first copy of a location'(row) {
    network.heal();
    network.set('/sync/', { kind: 'refuse' });
    await page.getByRole('button', { name: 'Register this device' }).click();
    await see(page.getByRole('heading', { name: /^Getting .* ready/ })).toBeVisible();
    network.cut();
    await expectSaid(row);
    network.heal();
    // Where one wanted to go before all of this.
    await see(page.getByRole('heading', { level: 1, name: 'Stock on hand' })).toBeVisible({
      timeout: 45_000,
    });
    await expectConnection(page, 'Online');
  },
  async 'open the app, at any address'({ where }) {
    for (const at of where.filter((one) => !one.includes('$'))) {
      await reloadCut(at);
      await see(page.getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: 20_000 });
      await see(page.getByRole('heading', { level: 1 })).toBeAttached();
    }
  },
  'sell: scan, search, browse, weigh, choose a batch, take cash or card': sellInEveryWay,
  async 'print and reprint a receipt'() {
    await page.getByRole('button', { name: 'Print receipt' }).click();
    expect(await prints()).toBe(1);
    const address = new URL(page.url()).pathname;
    await reloadCut(address);
    await see(page.getByRole('article', { name: `Receipt ${number}` })).toBeVisible();
    await page.getByRole('button', { name: 'Print again' }).click();
    expect(await prints()).toBe(1);
  },
  async 'recent sales, with what is not sent yet'() {
    await reloadCut('/sales');
    await see(saleRow(page, number)).toContainText('Pending');
  },
  async 'stock on hand, with what is pending'() {
    const [piece] = await goods('piece', 1, 24);
    await reloadCut('/stock');
    const row = await stockRow(page, piece!.name);
    await see(row).toContainText(`${piece!.on_hand_milli / 1000 - 1} pc`);
    await see(row).toContainText('1 pending');
  },
  async 'the queue of documents: state, age, tries, reason'() {
    await reloadCut('/queue');
    const row = page.getByRole('main').getByRole('listitem').filter({ hasText: number });
    await see(row).toContainText('Pending');
    await see(row).toContainText(/made .* ago/);
  },
  async 'send and fetch'(row) {
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expectSaid(row);
    await expectPending(page, 1);
    expect(await postedSale(number)).toMatchObject({ invoices: 0 });
    network.heal();
    await syncNow(page);
    await expectPending(page, 0);
    expect(await postedSale(number)).toEqual(postedOnce(5));
  },
  async 'find a sale of more than two months ago'(row) {
    await reloadCut('/sales');
    const search = page.getByRole('textbox', { name: 'Find by number' });
    await search.fill('S-HS-77-000001');
    await page.getByRole('button', { name: 'Look for it at the server' }).click();
    await expectSaid(row);
    await see(search).toHaveValue('S-HS-77-000001');
  },
  ...documentDrives(hands),
  ...catalogDrives({ ...hands, expectSaid, prints: () => prints() }),
  async "void a refused document, or allow another till's below zero"(row) {
    refusedItem = await newItem('Walnut beans', '7312040017102');
    const refused = await sellWithoutBatch(page, network, refusedItem);
    await refusedRow(page, refused).getByRole('link', { name: 'Open' }).click();
    // What can be chosen comes with the catalog, after the queue.
    await page.getByRole('button', { name: /^Choose batch/ }).waitFor({ timeout: 30_000 });
    network.cut();
    await page.getByRole('button', { name: 'Void it' }).click();
    const dialog = page.getByRole('dialog', { name: `Void ${refused}` });
    await dialog.getByLabel('Reason').fill('Brought back');
    await dialog.getByRole('button', { name: 'Void it' }).click();
    await expectSaid(row);
    await see(dialog.getByLabel('Reason')).toHaveValue('Brought back');
  },
  async 'a refused document: what it is, why; put it right, allow it below zero, send it again'() {
    await reloadCut(new URL(page.url()).pathname);
    await see(page.getByRole('main')).toContainText('A batch-tracked item has no batch');
    await see(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await chooseBatch(page, refusedItem!);
    await page.getByRole('button', { name: 'Send it corrected' }).click();
    await see(page.getByRole('main')).toContainText('On its way to the server');
    await expectPending(page, 1);
    network.heal();
    await syncNow(page);
    await expectPending(page, 0);
  },
  async 'sign in again, once the last sign-in has ended'(row) {
    await page.evaluate(() => localStorage.removeItem('flux.session'));
    await page.reload();
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Sign in/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Sign in to sync' });
    network.cut();
    await dialog.getByLabel('Password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expectSaid(row);
    await see(dialog.getByLabel('E-mail')).toHaveValue('owner@flux.example');
    await see(dialog.getByLabel('Password')).toHaveValue(PASSWORD);
    network.heal();
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await see(dialog).toBeHidden();
    await expectConnection(page, 'Online');
  },
  async 'settings of the device, storage, versions'() {
    await reloadCut('/settings');
    await see(page.getByRole('main')).toContainText('Tablet at the door');
    await see(page.getByRole('main')).toContainText('Flux version');
    await see(page.getByRole('main')).toContainText('Available');
    await page.getByRole('radio', { name: 'Dark' }).click();
    await see(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  },
  async 'see who works here'() {
    const people = page.getByRole('list', { name: 'People', exact: true });
    await see(people.getByRole('listitem')).toHaveCount(4);
    await see(people).toContainText('Maeve Kelly · Manager');
  },
  async 'invite, change and remove people'(row) {
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill('ana@flux.example');
    await dialog.getByLabel('Name').fill('Ana');
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await expectSaid(row);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await see(dialog.getByLabel('E-mail')).toHaveValue('ana@flux.example');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Conor Walsh/ }).click();
    await dialog.getByRole('radio', { name: 'Manager' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expectSaid(row);
    await see(dialog.getByRole('radio', { name: 'Manager' })).toBeChecked();
    await dialog.getByRole('button', { name: 'Remove this person' }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expectSaid(row);
    await page.keyboard.press('Escape');
  },
  async 'copy the catalog to another location'(row) {
    await page.getByRole('button', { name: 'Copy to another location' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Copy to / }).click();
    await expectSaid(row);
    await see(dialog.getByRole('button', { name: /^Copy to / })).toBeEnabled();
    await page.keyboard.press('Escape');
  },
  async 'save to a file what is not sent, and read such a file in'() {
    const [piece] = await goods('piece', 1, 24);
    await reloadCut('/sell');
    await canSell(page);
    const unsent = await sellByKeys(page, [piece!.barcode]);
    await go(page, 'Settings');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    const leaving = page.getByRole('dialog');
    await leaving.getByRole('button', { name: 'Save to a file and clear this device' }).click();
    const file = await saveDownload(page, () =>
      leaving.getByRole('button', { name: 'Save the file' }).click(),
    );
    await leaving.getByLabel('The file just saved').setInputFiles(file);
    await see(leaving).toContainText('The file is there and whole');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Read in a file' }).click();
    const reading = page.getByRole('dialog', { name: 'Documents of another till' });
    await reading.getByLabel('The file that the till has saved').setInputFiles(file);
    await see(reading.getByRole('list', { name: 'Documents in the file' })).toContainText(unsent);
    await reading.getByRole('button', { name: /^Take over 0/ }).click();
    await see(reading).toContainText('here or at the server already');
    await page.keyboard.press('Escape');
    network.heal();
    await expect.poll(() => postedSale(unsent), { timeout: 60_000 }).toEqual(postedOnce(1));
  },
  async "fetch the copy of the server's data anew"(row) {
    await expectPending(page, 0);
    await reloadCut('/settings');
    await page.getByRole('button', { name: 'Rebuild local data' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rebuild local data?' });
    await dialog.getByRole('button', { name: 'Rebuild', exact: true }).click();
    await expectSaid(row);
    await dialog.getByRole('button', { name: 'Not now' }).click();
  },
  async 'set a PIN'(row) {
    const dialog = await askForPin(page, { login: null, pin: ownPin });
    await expectSaid(row);
    await see(dialog.getByLabel('New PIN again')).toHaveValue(ownPin);
    network.heal();
    await dialog.getByRole('button', { name: 'Save the PIN' }).click();
    await see(dialog).toBeHidden();
    await enrol(page, 'cashier', '90210846');
  },
  async 'lock, unlock, change the cashier'() {
    await reloadCut('/settings');
    await unlock(page, 'Conor Walsh', '90210846');
    await see(page.getByRole('main')).toContainText('Conor Walsh (cashier)');
    await lock(page);
    await unlock(page, 'Orla Byrne', ownPin);
    for (const name of ['Conor Walsh', 'Orla Byrne']) {
      await page.getByRole('button', { name: `Remove the PIN of ${name}` }).click();
    }
    await see(page.getByRole('button', { name: /^Lock/ })).toHaveCount(0);
  },
  async 'install an update that was fetched'() {
    network.heal();
    const next = await mkdtemp(path.join(tmpdir(), 'flux-next-'));
    await cp('dist', next, { recursive: true });
    await appendFile(path.join(next, 'sw.js'), '\n// The next version.\n');
    await deploy(next);
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    const prompt = page.getByRole('region', { name: 'New version' });
    await see(prompt).toBeVisible({ timeout: 30_000 });
    network.cut();
    await Promise.all([
      page.waitForEvent('load'),
      prompt.getByRole('button', { name: 'Update now' }).click(),
    ]);
    await see(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible({ timeout: 20_000 });
    await see(prompt).toBeHidden();
    await rm(next, { recursive: true });
  },
  async 'sign out, once everything is sent'() {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signOutWith(page, page.getByRole('dialog').getByRole('button', { name: 'Sign out' }));
    await see(page.getByRole('main')).toContainText('The first sign-in needs a connection');
  },
};

test('[R1-5] the table names every address of the app, and no other', async () => {
  const router = await readFile('src/ui/router.tsx', 'utf8');
  const addresses = [...router.matchAll(/path: '([^']+)'/g)].map(([, at]) => at!);
  expect(addresses.length).toBeGreaterThan(5);
  expect(new Set(matrix.flatMap(({ where }) => where))).toEqual(new Set(addresses));
});

test('[R1-5] each line of the table says whether it works, and is done here, in its order', () => {
  const verdicts = ['works', 'needs a connection', 'not in Flux yet'];
  expect(matrix.filter(({ verdict }) => !verdicts.includes(verdict))).toEqual([]);
  expect(inFlux.map(({ what }) => what)).toEqual(Object.keys(drives));
});

// Each goes on where the one before it ended.
for (const row of inFlux) {
  test(`[R1-5] with the server gone, ${row.verdict}: ${row.what}`, () => drives[row.what]!(row));
}

test('all the while nothing was thrown on the device', () => {
  expect(device.problems).toEqual([]);
});
