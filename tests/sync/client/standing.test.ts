import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postAdjustment } from '#commands/post-adjustment.ts';
import { retryFailed } from '#commands/retry-failed.ts';
import { isManager } from '#commands/till.ts';
import { itemsNamed } from '#queries/items.ts';
import { settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';
import { canSell, openDevice, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { startFaultProxy, type FaultProxy } from '#tests/support/fault-proxy.ts';
import { addShop, withOwner, type TestShop } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

const pins = { cashier: '90210846', manager: '48291563' } as const;

let stack: TestStack;
let shop: TestShop;
let proxy: FaultProxy;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  shop = await addShop(stack);
  proxy = await startFaultProxy(stack.url);
  return () => proxy.close();
});

/** A till on the session of one of the two, with a PIN for both. */
async function tillOf(who: 'cashier' | 'manager'): Promise<Device> {
  const device = await openDevice({ url: proxy.url, anonKey: stack.anonKey, ...shop[who] });
  await canSell(device);
  const other = who === 'cashier' ? 'manager' : 'cashier';
  for (const one of [who, other] as const) {
    const { email, password } = shop[one];
    expect((await device.shop.lock.enrol(email, password, pins[one])).kind).toBe('enrolled');
  }
  return device;
}

async function correctRice({ till }: Device) {
  const [item] = await itemsNamed(till.db.read, 'Rice').execute();
  const [known] = await settings(till.db.read).execute();
  const line = { id: newId(), item: item!, lot: null, quantity_milli: 5000, unit_cost_minor: 100 };
  const request = {
    id: newId(),
    reason: 'found',
    note: 'Found behind the shelf',
    lines: [line],
  } as const;
  return postAdjustment(till, { ...request, settings: known! });
}

const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
const adjustments = () =>
  withOwner(stack, async (db) => {
    const { rows } = await db.query(
      'select created_by, cashier_id, approved_by, flags from stock_adjustments where location_id = $1',
      [shop.id],
    );
    return rows;
  });

test('a cashier at a manager’s till gets no manager’s powers, and the sale is theirs', async () => {
  await using device = await tillOf('manager');
  const { till, shop: open } = device;
  expect(isManager(till)).toBe(true);
  open.lock.lockAllTabs();
  expect(await open.lock.unlock(shop.cashier.id, pins.cashier)).toMatchObject({ kind: 'right' });
  expect([till.cashier.name, till.user.name, isManager(till)]).toEqual(['Casey', 'Morgan', false]);
  expect(await correctRice(device)).toMatchObject({ kind: 'refused', refusal: { kind: 'not_allowed' } });
  expect(await retryFailed(till, newId())).toMatchObject({ refusal: { kind: 'not_allowed' } });
  const { number } = await sell(device, 'Rice');
  await drained(device);
  const [sold] = await withOwner(stack, async (db) => {
    const found = await db.query(
      'select created_by, cashier_id, flags from sales_invoices where invoice_number = $1',
      [number],
    );
    return found.rows;
  });
  expect(sold).toMatchObject({ created_by: shop.manager.id, cashier_id: shop.cashier.id });
  expect(sold.flags).not.toContain('cashier_not_member');
});

test('a manager at a cashier’s till may correct stock: the document says who allowed it, and the server agrees', async () => {
  await using device = await tillOf('cashier');
  const { till, shop: open } = device;
  expect(await correctRice(device)).toMatchObject({ kind: 'refused', refusal: { kind: 'not_allowed' } });
  open.lock.lockAllTabs();
  proxy.cut();
  expect(await open.lock.unlock(shop.manager.id, pins.manager)).toMatchObject({ kind: 'right' });
  expect(isManager(till)).toBe(true);
  expect((await correctRice(device)).kind).toBe('posted');
  proxy.heal();
  open.store.syncNow();
  await drained(device);
  const { id: manager } = shop.manager;
  expect(await adjustments()).toEqual([
    { created_by: shop.cashier.id, cashier_id: manager, approved_by: manager, flags: ['approved'] },
  ]);
});

test('the role that counts is the one of now, and who has left is locked out, PIN or not', async () => {
  await using device = await tillOf('cashier');
  const { till, shop: open } = device;
  const sql = (text: string) =>
    withOwner(stack, (db) => db.query(text, [shop.id, shop.manager.id]).then(() => undefined));
  await open.lock.unlock(shop.manager.id, pins.manager);
  await sql(`update location_members set role = 'cashier' where location_id = $1 and user_id = $2`);
  await until(
    'no manager any more',
    () => isManager(till),
    (is) => !is,
  );
  await sql('delete from location_members where location_id = $1 and user_id = $2');
  await until('locked', () => open.lock.view().isLocked, Boolean);
  expect(await open.lock.unlock(shop.manager.id, pins.manager)).toEqual({ kind: 'not_member' });
  const { email, password } = shop.manager;
  expect((await open.lock.unlockByPassword(email, password)).kind).toBe('no_location');
  expect(await open.lock.unlock(shop.cashier.id, pins.cashier)).toMatchObject({ kind: 'right' });
});

test('whose session it is has a PIN first and loses it last', async () => {
  await using device = await openDevice({ url: proxy.url, anonKey: stack.anonKey, ...shop.manager });
  await canSell(device);
  const { lock } = device.shop;
  lock.lockAllTabs();
  expect(lock.view().isLocked, 'with nobody to unlock it').toBe(false);
  const { cashier, manager } = shop;
  expect((await lock.enrol(cashier.email, cashier.password, pins.cashier)).kind).toBe('own_first');
  expect((await lock.enrol(manager.email, 'wrong', pins.manager)).kind).toBe('wrong_credentials');
  expect((await lock.enrol(manager.email, manager.password, '1234')).kind).toBe('pin_refused');
  proxy.cut();
  expect((await lock.enrol(manager.email, manager.password, pins.manager)).kind).toBe('no_network');
  proxy.heal();
  expect((await lock.enrol(manager.email, manager.password, pins.manager)).kind).toBe('enrolled');
  expect((await lock.enrol(cashier.email, cashier.password, pins.cashier)).kind).toBe('enrolled');
  await lock.remove(manager.id);
  expect(lock.view().people).toHaveLength(2);
  await lock.remove(cashier.id);
  await lock.remove(manager.id);
  expect(lock.view().people).toEqual([]);
  expect(device.errors).toEqual([]);
});
