/** Somebody else's session, and memberships that come and go: nothing that was sold gets out of reach. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readProfile } from '#connector/profile.ts';
import { sessionKey } from '#connector/supabase-client.ts';
import { databaseName } from '#db/database-name.ts';
import { membershipToOpen } from '#sync/membership-to-open.ts';
import { pendingOf, sell, until } from '#tests/support/device.ts';
import { drained, sessionWorld, signedOut, type SessionWorld } from '#tests/support/session-world.ts';
import { addCashier, withOwner } from '#tests/support/shop.ts';
import { clientOf, startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath } from '#tests/support/till-world.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const removed = (userId: string) =>
  withOwner(stack, (db) => db.query('delete from public.location_members where user_id = $1', [userId]));

/** A till with one sale that waits, whose cashier's session the server has ended. */
async function endedTill(it: SessionWorld) {
  await (await it.open()).close();
  const admin = new pg.Client({ connectionString: stack.uri('supabase_admin') });
  await admin.connect();
  await admin.query('delete from auth.sessions where user_id = $1', [it.shop.cashier.id]);
  await admin.end();
  await it.letTokenEnd();
  const device = await it.open();
  await signedOut(device);
  await sell(device, 'Rice', 1);
  return device;
}

test('[R12-10] [T083] who works nowhere signs in at another’s till: refused, the till still asks its own cashier, whose login sends', async () => {
  await using it = await sessionWorld(stack);
  const stranger = await addCashier(stack, it.shop);
  await removed(stranger.id);
  await using device = await endedTill(it);
  expect(await device.session.login(stranger.email, stranger.password)).toEqual({ kind: 'no_location' });
  expect(device.session.userId()).toBe(it.shop.cashier.id);
  expect(device.session.state()).toMatchObject({
    isSignedIn: false,
    profile: { user: { id: it.shop.cashier.id } },
  });
  expect(device.shop.store.get().connection).toBe('signed_out');
  expect(await device.session.login(it.shop.cashier.email, it.shop.cashier.password)).toMatchObject({
    kind: 'signed_in',
  });
  await drained(device);
});

test('[T085] a session that another tab has begun for somebody else is none here: nothing goes until its own is back', async () => {
  await using it = await sessionWorld(stack);
  await using device = await it.open();
  const { session } = device;
  const { email, password } = it.shop.manager;
  const { data, error } = await clientOf(stack).auth.signInWithPassword({ email, password });
  if (error) throw error;
  // As supabase-js tells it to the other tabs.
  await session.client.auth.setSession(data.session);
  expect(session.state()).toMatchObject({ isSignedIn: false, profile: { user: { id: it.shop.cashier.id } } });
  expect([session.credentials(), await session.isReady(false)]).toEqual([null, false]);
  await session.verify();
  expect(session.state()).toMatchObject({ profile: { memberships: [{ role: 'cashier' }] } });
  await sell(device, 'Rice', 1);
  expect((await session.login(it.shop.cashier.email, it.shop.cashier.password)).kind).toBe('signed_in');
  await drained(device);
});

test('[T085] who signs in while the server is still asked about the one before stays signed in, with their own locations', async () => {
  await using it = await sessionWorld(stack);
  const session = await it.signIn(it.shop.cashier, it.storage);
  it.proxy.set('/rest/v1/location_members', { kind: 'delay', ms: 1500 }, 1);
  const asked = it.proxy.count('/rest/v1/location_members');
  const verifying = session.verify();
  await until(
    'asked',
    () => it.proxy.count('/rest/v1/location_members'),
    (count) => count > asked,
  );
  const { email, password, id } = it.shop.manager;
  expect((await session.login(email, password)).kind).toBe('signed_in');
  await verifying;
  const managers = { user: { id }, memberships: [{ role: 'manager' }] };
  expect(session.state()).toMatchObject({ isSignedIn: true, profile: managers });
  expect(readProfile(it.storage)).toMatchObject(managers);
  session.close();
});

test('[T095] looking again with a sign-in that has ended finds that out, and changes nothing else', async () => {
  await using it = await sessionWorld(stack);
  const session = await it.signIn(it.shop.cashier, it.storage);
  const before = session.state();
  // As another tab does, whose renewal was refused.
  it.storage.removeItem(sessionKey);
  await session.verify();
  expect(session.state()).toEqual({ ...before, isSignedIn: false });
  session.close();
});

test('an opening that fails in the middle says why, lets go of the file, and can be tried again', async () => {
  await using it = await sessionWorld(stack);
  const { platform, ...device } = await it.open();
  await device.close();
  const rename = async (from: string, to: string) => {
    const power = await platform.openDatabase(await databaseName(it.shop.cashier.id, it.shop.id));
    await power.execute(`alter table ${from} rename to ${to}`);
    await power.close({ disconnect: true });
  };
  await rename('location_settings', 'mislaid');
  await expect(it.open()).rejects.toThrow(/storage_unavailable.*no such table: .*location_settings/);
  await rename('mislaid', 'location_settings');
  await using again = await it.open();
  expect(await pendingOf(again)).toBe(0);
});

test('[T095] removed while a sale waits: the location stays within reach; with nothing waiting it goes, and comes back', async () => {
  await using it = await sessionWorld(stack);
  await using device = await it.open();
  const { session, till } = device;
  it.goOffline(device);
  await sell(device, 'Rice', 1);
  await removed(it.shop.cashier.id);
  it.goOnline(device);
  // A try would be refused for now, and then wait for a person.
  it.proxy.set(pushPath, { kind: 'refuse' });
  const toOpen = () => {
    const state = session.state();
    return state.kind === 'known' ? membershipToOpen(state.profile, till.location.id) : null;
  };
  await session.verify((id) => id === till.location.id);
  expect(toOpen()).toMatchObject({ location: { id: till.location.id } });
  await session.verify();
  expect(toOpen()).toBeUndefined();
  expect(await pendingOf(device)).toBe(1);
  await withOwner(stack, (db) =>
    db.query(
      `insert into public.location_members (id, location_id, user_id, role, display_name, created_by)
       values (gen_random_uuid(), $1, $2, 'cashier', 'Back', $2)`,
      [till.location.id, it.shop.cashier.id],
    ),
  );
  await session.verify();
  expect(toOpen()).toMatchObject({ display_name: 'Back' });
  // Nothing was lost on the way.
  it.proxy.heal();
  device.shop.store.syncNow();
  await drained(device);
});

test('[T090] a sale of another tab while this one is signed out: refused, not taken and deleted', async () => {
  await using it = await sessionWorld(stack);
  const device = await it.open();
  await sell(device, 'Rice', 1);
  await drained(device);
  const { power } = device.till.db;
  const clear = power.disconnectAndClear.bind(power);
  let late: unknown;
  power.disconnectAndClear = async (...args) => {
    late = await sell(device, 'Rice', 1).catch((error: unknown) => String(error));
    return clear(...args);
  };
  expect(await device.shop.forget()).toBe('forgotten');
  expect(late).toContain('being signed out');
  device.session.close();
});

test('a file that stayed although it was to go opens and sells again', async () => {
  await using it = await sessionWorld(stack);
  const device = await it.open();
  vi.spyOn(device.platform, 'deleteDatabase').mockRejectedValueOnce(new Error('held by another tab'));
  await expect(device.shop.forget()).rejects.toThrow('held by another tab');
  device.session.close();
  await using again = await it.open();
  await sell(again, 'Rice', 1);
  await until(
    'sent',
    () => pendingOf(again),
    (n) => n === 0,
  );
});
