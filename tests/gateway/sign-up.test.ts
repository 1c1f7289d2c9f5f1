import { afterAll, beforeAll, expect, test } from 'vitest';
import { addShop, withOwner, type TestShop } from '#tests/support/shop.ts';
import { clientOf, startTestStack, type TestStack } from '#tests/support/stack.ts';
import { ask } from './fixture.ts';

let stack: TestStack;
let shop: TestShop;
const password = 'correct horse';

beforeAll(async () => {
  stack = await startTestStack({ sync: false });
  shop = await addShop(stack);
});
afterAll(() => stack.stop());

const newEmail = () => `${crypto.randomUUID()}@flux.test`;

async function invited(email: string, role = 'cashier'): Promise<void> {
  await withOwner(stack, (db) =>
    db.query(
      `insert into public.invitations (id, location_id, email, role, display_name, created_by)
       values (gen_random_uuid(), $1, $2, $3::text::public.member_role, 'Ana', $4)`,
      [shop.id, email, role, shop.manager.id],
    ),
  );
}

test('supabase-js signs up: a session at once, and the account is there for the next login', async () => {
  const client = clientOf(stack);
  const email = newEmail();
  const { data, error } = await client.auth.signUp({
    email: email.toUpperCase(),
    password,
    options: { data: { name: 'Ana' } },
  });
  expect(error).toBeNull();
  expect(data.user).toMatchObject({ email, role: 'authenticated', user_metadata: { name: 'Ana' } });
  expect(data.user?.email_confirmed_at).toBeTruthy();
  expect(data.session).toMatchObject({ token_type: 'bearer', user: { id: data.user!.id } });
  expect((await client.auth.getUser()).data.user?.id).toBe(data.user!.id);
  expect((await client.auth.refreshSession()).error).toBeNull();
  expect((await clientOf(stack).auth.signInWithPassword({ email, password })).data.user?.id).toBe(
    data.user!.id,
  );
});

test('an address that has an account is told so, whatever its case and the password', async () => {
  const { email } = shop.cashier;
  for (const words of [password, shop.cashier.password]) {
    const { data, error } = await clientOf(stack).auth.signUp({
      email: email.toUpperCase(),
      password: words,
    });
    expect(error).toMatchObject({
      code: 'user_already_exists',
      status: 422,
      message: 'User already registered',
    });
    expect(data).toEqual({ user: null, session: null });
  }
});

test('a password that is too short is weak, by the word that supabase-js knows', async () => {
  const { error } = await clientOf(stack).auth.signUp({ email: newEmail(), password: 'short' });
  expect(error).toMatchObject({
    name: 'AuthWeakPasswordError',
    code: 'weak_password',
    status: 422,
    reasons: ['length'],
  });
});

test.each([
  ['no password', { email: newEmail() }, 400, 'validation_failed', 'Signup requires a valid password'],
  ['no address', { password }, 422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled'],
  [
    'no real address',
    { email: 'ana', password },
    400,
    'validation_failed',
    'Unable to validate email address: invalid format',
  ],
])('a sign-up with %s is refused as Supabase Auth does', async (_, body, status, code, msg) => {
  const answer = await ask(stack, 'POST', '/auth/v1/signup', { body });
  expect([answer.status, answer.body]).toEqual([status, { code: status, error_code: code, msg }]);
});

test('[R12-8] [T106] whoever signs up gives themselves no id, no rights and no location', async () => {
  const id = crypto.randomUUID();
  const { body } = await ask(stack, 'POST', '/auth/v1/signup', {
    body: {
      email: newEmail(),
      password,
      id,
      role: 'service_role',
      app_metadata: { role: 'admin' },
      data: { role: 'admin', location_id: shop.id },
    },
  });
  expect(body['user']).toMatchObject({
    role: 'authenticated',
    app_metadata: { provider: 'email', providers: ['email'] },
  });
  expect((body['user'] as { id: string }).id).not.toBe(id);
  const token = String(body['access_token']);
  for (const table of ['locations', 'location_members', 'items', 'invitations']) {
    expect((await ask(stack, 'GET', `/rest/v1/${table}`, { token })).text, table).toBe('[]');
  }
});

test('whoever was invited works there with the sign-up, before anything else is asked', async () => {
  const email = newEmail();
  await invited(email, 'manager');
  const client = clientOf(stack);
  const { data } = await client.auth.signUp({ email, password });
  const { data: found } = await client
    .from('location_members')
    .select('role,display_name')
    .eq('user_id', data.user!.id);
  expect(found).toEqual([{ role: 'manager', display_name: 'Ana' }]);
});

test('who had an account before claims with the call that follows a login, once', async () => {
  const email = newEmail();
  const client = clientOf(stack);
  await client.auth.signUp({ email, password });
  await invited(email);
  const claim = async () =>
    ((await client.rpc('claim_invitations')).data as { claimed: number } | null)?.claimed;
  expect([await claim(), await claim()]).toEqual([1, 0]);
  expect((await clientOf(stack).rpc('claim_invitations')).error).toMatchObject({ code: '42501' });
});

test('thirty sign-ups in five minutes from one address, no more', async () => {
  await using other = await startTestStack({ sync: false });
  const statuses: number[] = [];
  for (let n = 0; n < 31; n += 1) {
    const { status } = await ask(other, 'POST', '/auth/v1/signup', {
      body: { email: 'refused anyway', password },
    });
    statuses.push(status);
  }
  expect(statuses.filter((status) => status === 400)).toHaveLength(30);
  expect(statuses.at(-1)).toBe(429);
});
