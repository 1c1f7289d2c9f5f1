import { expectAccessible } from '#tests/support/accessible.ts';
import { type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { askForPin, enrol, lock, lockScreen, tryPin, unlock, unlockByPad } from '#tests/support/lock-page.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, sql } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectPending,
  go,
  PASSWORD,
  receiptNumber,
  saleLines,
  sellByKeys,
  syncNow,
  signOutWith,
} from '#tests/support/till-page.ts';

/** A page that starts, on a machine that does other things too. */
const opens = { timeout: 30_000 };
const pins = { maeve: '48291563', conor: '90210846' } as const;

let network: FaultProxy;
let device: Device;
let page: Page;

const setPolicy = (policy: 'WARN' | 'BLOCK') =>
  sql(
    `update location_settings set negative_stock_policy = $1, updated_at = now()
     where location_id = (select id from locations where code = 'HS')`,
    [policy],
  );

beforeAll(async () => {
  // Before the first copy: nothing on the screen says which of the two a till has.
  await setPolicy('BLOCK');
  ({ network, device } = await newTill('manager'));
  page = device.page;
});
afterAll(async () => {
  await setPolicy('WARN');
});

const people = (number: string) =>
  sql<{ cashier: string; author: string; approver: string | null; reason: string; flags: string[] }>(
    `select c.display_name as cashier, b.display_name as author, a.display_name as approver,
       i.approval_reason as reason, i.flags
     from sales_invoices i
     join location_members c on c.user_id = i.cashier_id and c.location_id = i.location_id
     join location_members b on b.user_id = i.created_by and b.location_id = i.location_id
     left join location_members a on a.user_id = i.approved_by and a.location_id = i.location_id
     where i.invoice_number = $1`,
    [number],
  );

test('a PIN takes a password, hence the network; what was typed stays until it is there', async () => {
  await go(page, 'Settings');
  await see(page.getByRole('button', { name: /^Lock/ })).toHaveCount(0);
  const simple = await askForPin(page, { login: null, pin: '1234' });
  await see(simple.getByRole('alert')).toContainText('guessed first');
  await askForPin(page, { login: null, pin: pins.maeve, again: '48291564' });
  await see(simple.getByRole('alert')).toContainText('The two PINs differ');
  await askForPin(page, { login: null, pin: pins.maeve, password: 'wrong' });
  await see(simple.getByRole('alert')).toContainText('the password is not right');
  network.cut();
  await askForPin(page, { login: null, pin: pins.maeve });
  await see(simple.getByRole('alert')).toContainText('This needs internet');
  await see(simple.getByLabel('New PIN again')).toHaveValue(pins.maeve);
  await expectAccessible(page, 'a PIN without a network');
  network.heal();
  await simple.getByRole('button', { name: 'Save the PIN' }).click();
  await see(simple).toBeHidden();
  await see(page.getByRole('list', { name: 'People with a PIN' })).toHaveText(/Maeve Kelly/);
});

test('a colleague gets one for their own password, if they work here, and nobody is signed out by it', async () => {
  const stranger = await askForPin(page, { login: 'warehouse', pin: '77310246' });
  await see(stranger.getByRole('alert')).toContainText('does not work at this location');
  await page.keyboard.press('Escape');
  await enrol(page, 'cashier', pins.conor);
  await see(page.getByRole('list', { name: 'People with a PIN' }).getByRole('listitem')).toHaveCount(2);
  const [sessions] = await sql<{ conor: string; maeve: string }>(
    `select count(*) filter (where u.email like 'cashier@%') as conor,
            count(*) filter (where u.email like 'manager@%') as maeve
     from auth.sessions s join auth.users u on u.id = s.user_id where s.created_at > now() - interval '10 minutes'`,
  );
  expect(Number(sessions!.maeve)).toBeGreaterThan(0);
  await see(page.getByRole('banner')).toContainText('Maeve Kelly');
});

test('locked, nothing of the shop is in the page, a scan is no PIN, and the open sale is there again', async () => {
  const [good] = await goods('piece', 1, 44);
  await go(page, 'Sell');
  await scan(page, good!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F9');
  await see(page.getByRole('dialog', { name: 'Payment' })).toBeVisible();
  await lock(page);
  const text = await page.locator('html').innerText();
  expect(text).not.toContain(good!.name);
  expect(await page.content()).not.toContain(good!.name);
  expect(text).not.toMatch(/pending|€|Payment/);
  await scan(page, good!.barcode);
  await see(page.getByLabel('PIN', { exact: true })).toHaveValue('');
  await see(page.getByRole('alert')).toHaveCount(0);
  await unlockByPad(page, 'Maeve Kelly', pins.maeve);
  await see(saleLines(page)).toHaveCount(1);
  await see(saleLines(page)).toContainText(good!.name);
});

test('locked in all tabs at once, after a reload, after a restart of the browser, and opened without a network', async () => {
  const second = await device.newTab();
  await second.goto('/stock');
  await see(lockScreen(second)).toBeVisible(opens);
  await unlock(second, 'Maeve Kelly', pins.maeve);
  await see(second.getByRole('heading', { name: 'Stock' })).toBeVisible();
  await lock(page);
  await see(lockScreen(second)).toBeVisible();
  await second.close();
  network.cut();
  await page.reload();
  await see(lockScreen(page)).toBeVisible(opens);
  await see(page.getByRole('banner')).toHaveCount(0);
  await device.quit();
  await device.restart();
  page = device.page;
  await page.goto('/sell');
  await see(lockScreen(page)).toBeVisible(opens);
  await unlock(page, 'Maeve Kelly', pins.maeve);
  await canSell(page);
  await see(saleLines(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  network.heal();
});

test('whoever unlocks is the cashier: in the header, on the receipt, at the server; the session stays', async () => {
  const [good] = await goods('piece', 1, 45);
  await lock(page);
  await unlock(page, 'Conor Walsh', pins.conor);
  await see(page.getByRole('banner')).toContainText('Conor Walsh');
  const number = await sellByKeys(page, [good!.barcode]);
  await see(page.getByRole('article')).toContainText('Served by Conor Walsh');
  await expectPending(page, 0);
  expect(await people(number)).toEqual([
    { cashier: 'Conor Walsh', author: 'Maeve Kelly', approver: null, reason: '', flags: [] },
  ]);
  await go(page, 'Settings');
  await see(page.getByRole('main')).toContainText('Conor Walsh (cashier)');
  await expectAccessible(page, 'settings with PINs');
  // On a manager's session, and yet no manager.
  await see(page.getByRole('button', { name: 'Remove the PIN of Maeve Kelly' })).toHaveCount(0);
  await see(page.getByRole('main')).toContainText('5 min. A manager can change it.');
});

test('[T066] a manager allows what BLOCK refuses, by PIN and with a reason, offline, and the sale says who', async () => {
  const [good] = await goods('piece', 1, 46);
  const more = Math.floor(good!.on_hand_milli / 1000) + 3;
  await go(page, 'Sell');
  await scan(page, good!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F4');
  await see(page.getByRole('dialog', { name: good!.name })).toBeVisible();
  await page.keyboard.type(String(more), { delay: 70 });
  await page.keyboard.press('Enter');
  await see(saleLines(page)).toContainText(`${more} pc`);
  await page.keyboard.press('F9');
  const payment = page.getByRole('dialog', { name: 'Payment' });
  await see(payment.getByRole('alert')).toContainText(`Not enough stock of ${good!.name}`);
  // Refused before anybody takes money.
  await see(payment.getByLabel('Cash received')).toHaveCount(0);
  await see(page.getByRole('button', { name: 'Complete sale' })).toHaveCount(0);
  await expectAccessible(page, 'short of stock');
  network.cut();
  await payment.getByRole('button', { name: 'Sell anyway: ask a manager' }).click();
  const dialog = page.getByRole('dialog', { name: 'A manager’s approval' });
  await see(dialog.getByRole('radio')).toHaveText(/Maeve Kelly/);
  await see(dialog.getByLabel('Reason')).toBeFocused();
  await expectAccessible(page, 'approval');
  await dialog.getByLabel('Reason').fill('Delivered today, not booked yet');
  await dialog.getByLabel('PIN').fill(pins.conor);
  await page.keyboard.press('Enter');
  await see(dialog.getByRole('alert')).toContainText('That PIN is not right');
  await dialog.getByLabel('PIN').fill(pins.maeve);
  await page.keyboard.press('Enter');
  await see(payment.getByLabel('Cash received')).toBeVisible();
  await page.keyboard.press('F10');
  const number = await receiptNumber(page);
  await see(page.getByRole('article')).toContainText('Served by Conor Walsh');
  network.heal();
  await syncNow(page);
  await expectPending(page, 0);
  expect(await people(number)).toEqual([
    {
      cashier: 'Conor Walsh',
      author: 'Maeve Kelly',
      approver: 'Maeve Kelly',
      reason: 'Delivered today, not booked yet',
      flags: ['approved', 'negative_stock'],
    },
  ]);
});

test('five wrong PINs cost a wait that neither a reload nor the clock of the device shortens; others go on', async () => {
  await lock(page);
  await expectAccessible(page, 'locked');
  await page.clock.install();
  for (const left of ['4 more tries', '3 more tries', '2 more tries', '1 more try']) {
    await tryPin(page, 'Conor Walsh', '90210847');
    await see(page.getByRole('alert')).toContainText(left);
  }
  await tryPin(page, 'Conor Walsh', '90210847');
  await see(page.getByRole('timer')).toContainText(/0:(30|2\d)/);
  await expectAccessible(page, 'locked for a while');
  // The clock that a person can set says that a day has passed.
  await page.clock.setFixedTime(Date.now() + 86_400_000);
  await page.reload();
  await page.getByRole('radio', { name: /^Conor/ }).click();
  await see(page.getByRole('timer')).toContainText(/0:[12]\d/);
  await see(page.getByRole('button', { name: 'Unlock' })).toBeDisabled();
  await page.getByRole('radio', { name: /^Maeve/ }).click();
  await see(page.getByRole('timer')).toHaveCount(0);
  await unlock(page, 'Maeve Kelly', pins.maeve);
  await lock(page);
  await page.getByRole('radio', { name: /^Conor/ }).click();
  await see(page.getByRole('timer')).toBeVisible();
  await page.clock.fastForward(30_000);
  await see(page.getByRole('timer')).toHaveCount(0);
  await unlock(page, 'Conor Walsh', pins.conor);
});

test('nobody there for five minutes: locked; somebody there: not', async () => {
  const tab = await device.newTab();
  await tab.clock.install();
  await tab.goto('/sell');
  await unlock(tab, 'Conor Walsh', pins.conor);
  await canSell(tab);
  await tab.clock.fastForward(4 * 60_000);
  for (const one of [tab, page]) await one.mouse.move(200, 200);
  await tab.clock.fastForward(4 * 60_000);
  await see(tab.getByRole('banner')).toBeVisible();
  await page.mouse.move(300, 200);
  await tab.clock.fastForward(61_000);
  await see(lockScreen(tab)).toBeVisible();
  await see(lockScreen(page), 'the tab in which somebody works').toHaveCount(0);
  await tab.close();
});

test('who works here no longer is locked out as soon as the device hears of it', async () => {
  const [row] = await sql<{ id: string }>(
    `select m.id from location_members m join auth.users u on u.id = m.user_id
     where u.email = 'cashier@flux.example'`,
  );
  await sql('create table kept_member as select * from location_members where id = $1', [row!.id]);
  await sql('delete from location_members where id = $1', [row!.id]);
  try {
    await see(lockScreen(page)).toBeVisible({ timeout: 30_000 });
    await see(page.getByRole('radio', { name: /^Maeve/ })).toBeVisible();
    await see(page.getByRole('radio', { name: /^Conor/ })).toHaveCount(0);
  } finally {
    await sql('insert into location_members select * from kept_member');
    await sql('drop table kept_member');
  }
  await see(page.getByRole('radio', { name: /^Conor/ })).toBeVisible({ timeout: 30_000 });
});

test('a forgotten PIN: the password, online, of anyone who works here', async () => {
  await page.getByRole('button', { name: /Use a password/ }).click();
  // A browser that saved a password does not unlock for whoever stands there.
  await see(page.getByLabel('Password')).toHaveAttribute('autocomplete', 'one-time-code');
  await page.getByLabel('E-mail').fill('admin@flux.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await expectAccessible(page, 'password instead');
  network.cut();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await see(page.getByRole('alert')).toContainText('This needs internet');
  network.heal();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await see(page.getByRole('banner')).toContainText('Aisling Doyle');
  await go(page, 'Settings');
  await see(page.getByRole('main')).toContainText('Aisling Doyle (admin)');
  await page.getByRole('radio', { name: '1 min', exact: true }).click();
  await page.getByRole('radio', { name: '5 min', exact: true }).click();
});

test('neither PIN nor password is in any storage of the browser, and the key of the PINs cannot be read out', async () => {
  const { dump, exported } = await page.evaluate(async () => {
    const found: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    const textOf = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
      if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
      if (value instanceof CryptoKey) return `key, extractable: ${value.extractable}`;
      if (typeof value === 'object' && value !== null) return Object.values(value).map(textOf).join(' ');
      return String(value);
    };
    let key: CryptoKey | null = null;
    for (const { name } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name!));
      for (const store of database.objectStoreNames) {
        const all: unknown[] = await answer(database.transaction(store).objectStore(store).getAll());
        found.push(...all.map(textOf));
        key = all.find((one): one is CryptoKey => one instanceof CryptoKey) ?? key;
      }
      database.close();
    }
    const root = await navigator.storage.getDirectory();
    const read = async (folder: FileSystemDirectoryHandle) => {
      for await (const entry of folder.values()) {
        if (entry.kind === 'directory') await read(entry);
        else found.push(new TextDecoder('latin1').decode(await (await entry.getFile()).arrayBuffer()));
      }
    };
    await read(root);
    const exported = key
      ? await crypto.subtle.exportKey('raw', key).then(
          () => 'exported',
          (error: Error) => error.name,
        )
      : 'no key';
    return { dump: found.join('\n'), exported };
  });
  expect(exported).toBe('InvalidAccessError');
  expect(dump).toContain('key, extractable: false');
  // What is there to be found is found, wherever it is kept.
  expect(dump).toContain('Conor Walsh');
  for (const secret of [...Object.values(pins), PASSWORD]) expect(dump).not.toContain(secret);
  expect(device.problems).toEqual([]);
});

test('signing out takes every PIN of the location with it', async () => {
  await expectPending(page, 0);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signOutWith(page, page.getByRole('dialog').getByRole('button', { name: 'Sign out' }));
  const left = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const open = indexedDB.open('flux-pins');
        open.addEventListener('success', () => {
          const stores = open.result.transaction(['keys', 'people']);
          const [keys, people] = [stores.objectStore('keys').count(), stores.objectStore('people').count()];
          stores.addEventListener('complete', () => resolve(keys.result + people.result));
        });
      }),
  );
  expect(left).toBe(0);
});
