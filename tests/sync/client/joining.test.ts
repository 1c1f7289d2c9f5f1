/** Who is invited signs up; who is admin says who works here: over a network that loses answers. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { copyCatalog } from '#commands/copy-catalog.ts';
import { changeMember, inviteMember, removeMember, revokeInvitation } from '#commands/people.ts';
import { createSession, type Session } from '#connector/session.ts';
import { sessionKey, supabaseClient } from '#connector/supabase-client.ts';
import { members } from '#queries/members.ts';
import { until, type Device } from '#tests/support/device.ts';
import { memoryStorage, nodePlatform } from '#tests/support/node-platform.ts';
import { sessionWorld, type SessionWorld } from '#tests/support/session-world.ts';
import { addShop, withOwner, type TestShop } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

let stack: TestStack;
let it: SessionWorld;
let shop: TestShop;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  it = await sessionWorld(stack);
  ({ shop } = it);
  await withOwner(stack, (db) =>
    db.query(`update public.location_members set role = 'admin' where user_id = $1`, [shop.manager.id]),
  );
  return () => it[Symbol.asyncDispose]();
});

const password = 'a long password';
const newEmail = () => `${crypto.randomUUID()}@flux.test`;

/** A device that nobody has signed in on. */
function newcomer(): { session: Session; storage: ReturnType<typeof memoryStorage> } {
  const storage = memoryStorage();
  const platform = nodePlatform(it.folder, storage);
  const config = { supabaseUrl: it.proxy.url, supabaseAnonKey: stack.anonKey, powersyncUrl: it.proxy.url };
  return { session: createSession(supabaseClient(config, platform), platform), storage };
}

const invite = (admin: Device, email: string, role: 'cashier' | 'manager' = 'cashier') =>
  inviteMember(admin.shop.till, admin.shop.people, {
    id: crypto.randomUUID(),
    email,
    name: 'Ana',
    role,
  });

const peopleOn = (device: Device) => members(device.shop.till.db.read).execute();

test('an admin invites; the invited one signs up, is in with the role that was meant, and is on every device', async () => {
  await using admin = await it.open(shop.manager);
  const email = newEmail();
  const invited = await invite(admin, ` ${email.toUpperCase()} `, 'manager');
  expect(invited).toMatchObject({ kind: 'done', value: { email, role: 'manager', display_name: 'Ana' } });
  expect(await admin.shop.people.openInvitations(shop.id)).toMatchObject({
    kind: 'done',
    value: [{ email, role: 'manager' }],
  });
  const { session } = newcomer();
  expect(await session.signUp(email, password)).toMatchObject({
    kind: 'signed_in',
    profile: { user: { email }, memberships: [{ location: { id: shop.id }, role: 'manager' }] },
  });
  session.close();
  const people = await until(
    'the new one here',
    () => peopleOn(admin),
    (found) => found.length === 3,
  );
  expect(people).toContainEqual(expect.objectContaining({ name: 'Ana', role: 'manager' }));
  expect(await admin.shop.people.openInvitations(shop.id)).toEqual({ kind: 'done', value: [] });
});

test('the answer to a sign-up is lost: the same again signs in; another password does not', async () => {
  await using admin = await it.open(shop.manager);
  const email = newEmail();
  await invite(admin, email);
  const { session } = newcomer();
  it.proxy.set('/auth/v1/signup', { kind: 'drop_ack' }, 1);
  expect(await session.signUp(email, password)).toEqual({ kind: 'no_network' });
  expect(await session.signUp(email, 'another password')).toEqual({ kind: 'has_account' });
  expect(session.state()).toEqual({ kind: 'never' });
  expect(await session.signUp(email, password)).toMatchObject({ kind: 'signed_in' });
  session.close();
});

test('whom nobody has invited has an account and nothing else; invited later, a login is enough', async () => {
  await using admin = await it.open(shop.manager);
  const { session, storage } = newcomer();
  const email = newEmail();
  expect(await session.signUp(email, password)).toEqual({ kind: 'no_location' });
  expect(storage.getItem(sessionKey)).toBeNull();
  expect(session.state()).toEqual({ kind: 'never' });
  await invite(admin, email);
  expect(await session.login(email, password)).toMatchObject({
    kind: 'signed_in',
    profile: { memberships: [{ location: { id: shop.id }, role: 'cashier' }] },
  });
  session.close();
});

test.each([
  [
    'mails first',
    200,
    { id: crypto.randomUUID(), email: 'a@b.c', identities: [{}] },
    { kind: 'confirm_email' },
  ],
  ['takes no sign-ups', 422, { error_code: 'signup_disabled', msg: 'No.' }, { kind: 'closed' }],
  [
    'wants more of a password',
    422,
    { error_code: 'weak_password', msg: 'Too common.' },
    { kind: 'weak_password', message: 'Too common.' },
  ],
  ['has had enough', 429, { error_code: 'over_email_send_rate_limit', msg: 'Later.' }, { kind: 'too_often' }],
  [
    'dislikes the address',
    400,
    { error_code: 'email_address_invalid', msg: 'No.' },
    { kind: 'email_invalid' },
  ],
])('a server that %s is understood', async (_, status, body, outcome) => {
  it.proxy.set('/auth/v1/signup', { kind: 'status', status, body });
  const { session } = newcomer();
  expect(await session.signUp(newEmail(), password)).toEqual(outcome);
  expect(session.state()).toEqual({ kind: 'never' });
  session.close();
});

test('without a network nothing about people is changed, and it says so; a lost answer may be asked for again', async () => {
  await using admin = await it.open(shop.manager);
  const { till, people } = admin.shop;
  const email = newEmail();
  const draft = { id: crypto.randomUUID(), email, name: 'Ana', role: 'cashier' as const };
  it.goOffline(admin);
  // Who may not is told so without asking the server: a cashier at an admin's till, an admin at a cashier's.
  const cashier = { id: shop.cashier.id, name: 'Casey', role: 'cashier' as const };
  for (const who of [
    { ...till, user: till.user, cashier },
    { ...till, user: cashier, cashier: { ...cashier, role: 'admin' as const } },
  ]) {
    expect(await removeMember(who, people, shop.cashier.id)).toEqual({
      kind: 'refused',
      refusal: { kind: 'not_allowed', needs: 'admin' },
    });
  }
  const needsInternet = { kind: 'refused', refusal: { kind: 'needs_internet' } };
  expect(await inviteMember(till, people, draft)).toEqual(needsInternet);
  expect(await removeMember(till, people, shop.cashier.id)).toEqual(needsInternet);
  it.goOnline(admin);
  it.proxy.set('/rest/v1/rpc/', { kind: 'drop_ack' }, 1);
  expect(await inviteMember(till, people, draft)).toEqual(needsInternet);
  expect(await inviteMember(till, people, draft)).toMatchObject({ kind: 'done', value: { id: draft.id } });
  for (const act of [
    () => revokeInvitation(till, people, draft.id),
    () => changeMember(till, people, { userId: shop.cashier.id, name: 'Casey', role: 'manager' }),
    () => removeMember(till, people, shop.cashier.id),
  ]) {
    it.proxy.set('/rest/v1/rpc/', { kind: 'drop_ack' }, 1);
    expect(await act()).toEqual(needsInternet);
    expect(await act()).toMatchObject({ kind: 'done' });
  }
  expect(await people.openInvitations(shop.id)).toEqual({ kind: 'done', value: [] });
  await until(
    'the cashier gone',
    () => peopleOn(admin),
    (found) => found.length === 1,
  );
});

test('a catalog goes to another location of the same person, and an answer that was lost costs nothing', async () => {
  const other = await addShop(stack, { name: 'Town shop' });
  await withOwner(stack, async (db) => {
    await db.query('delete from public.stock_lots where location_id = $1', [other.id]);
    await db.query('delete from public.items where location_id = $1', [other.id]);
    await db.query(
      `insert into public.location_members (location_id, user_id, role, display_name, created_by) values ($1, $2, 'manager', 'Morgan', $2)`,
      [other.id, shop.manager.id],
    );
  });
  await using device = await it.open(shop.manager);
  const { till, copyCatalog: copy } = device.shop;
  const steps: number[] = [];
  it.proxy.set('/rest/v1/rpc/copy_catalog', { kind: 'drop_ack' }, 1);
  const go = () => copyCatalog(till, copy, other.id, ({ items }) => steps.push(items));
  expect(await go()).toEqual({ kind: 'refused', refusal: { kind: 'needs_internet' } });
  expect(await go()).toMatchObject({ kind: 'done', value: { items: 0, categories: 0 } });
  expect(steps).toEqual([0]);
  const items = await withOwner(stack, (db) =>
    db.query('select name from public.items where location_id = $1 order by name', [other.id]),
  );
  expect(items.rows).toEqual([{ name: 'Milk 1l' }, { name: 'Rice 1kg' }]);
});
