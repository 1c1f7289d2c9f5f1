import { CompactSign, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signToken } from '#stack/gateway/token.ts';
import { clientOf, signedIn, type TestStack } from '#tests/support/stack.ts';
import { ask, startFixture } from './fixture.ts';

let stack: TestStack;
let userId: string;

beforeAll(async () => {
  stack = await startFixture();
  ({ userId } = await signedIn(stack, 'cashier@example.com'));
});
afterAll(() => stack.stop());

const now = (): number => Math.floor(Date.now() / 1000);
const good = (): Record<string, unknown> => ({
  sub: userId,
  role: 'authenticated',
  aud: 'authenticated',
  iat: now(),
  exp: now() + 60,
});
const sign = (more: Record<string, unknown>, secret = stack.jwtSecret): Promise<string> =>
  signToken(secret, { ...good(), ...more });
const whoami = (token: string | null, headers?: Record<string, string>) =>
  ask(stack, 'POST', '/rest/v1/rpc/whoami', { token, body: {}, ...(headers ? { headers } : {}) });

test('a good token acts as its role and user', async () => {
  const { status, body } = await whoami(await sign({}));
  expect(status).toBe(200);
  expect(body).toMatchObject({
    role: 'authenticated',
    sub: userId,
    method: 'POST',
    path: '/rpc/whoami',
    timeout: '8s',
  });
});

test('without a token the request is anon, with its shorter time limit', async () => {
  const { body } = await whoami(null);
  expect(body).toMatchObject({ role: 'anon', sub: null, claims: { role: 'anon' }, timeout: '3s' });
});

test('[T105] [R10.1-2a] an expired token is PGRST303, 30 s are tolerated', async () => {
  const expired = await whoami(await sign({ iat: now() - 100, exp: now() - 40 }));
  expect(expired.status).toBe(401);
  expect(expired.body).toEqual({ code: 'PGRST303', message: 'JWT expired', details: null, hint: null });
  expect(expired.headers.get('www-authenticate')).toContain('JWT expired');
  expect((await whoami(await sign({ iat: now() - 100, exp: now() - 15 }))).status).toBe(200);
});

test.each([
  ['nbf in the future', { nbf: 9_999_999_999 }, 'JWT not yet valid'],
  ['iat in the future', { iat: 9_999_999_000 }, 'JWT issued at future'],
  ['another audience', { aud: 'someone-else' }, 'JWT not in audience'],
  ['exp that is no number', { exp: 'tomorrow' }, "The JWT 'exp' claim must be a number"],
])('[T105] [R12-8] a token with %s is refused', async (_, claims, message) => {
  const { status, body } = await whoami(await sign(claims));
  expect(status).toBe(401);
  expect(body).toMatchObject({ code: 'PGRST303', message });
});

test('[T105] [R12-8] alg none, another key, another algorithm and rubbish are PGRST301', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(good()));
  const hs512 = await new CompactSign(bytes)
    .setProtectedHeader({ alg: 'HS512' })
    .sign(new TextEncoder().encode(stack.jwtSecret));
  const tokens = [
    new UnsecuredJWT(good()).encode(),
    await sign({}, 'x'.repeat(64)),
    hs512,
    'a.b.c',
    'rubbish',
    `${(await sign({})).slice(0, -6)}AAAAAA`,
  ];
  for (const token of tokens) {
    const { status, body } = await whoami(token);
    expect([status, body.code], token).toEqual([401, 'PGRST301']);
  }
  const { status, body } = await whoami(null, { Authorization: 'Bearer ' });
  expect([status, body.code]).toEqual([401, 'PGRST301']);
});

test.each([
  'authenticator',
  'postgres',
  'supabase_admin',
  'supabase_auth_admin',
  'powersync_role',
  'none',
  '',
  7,
  null,
])('[T105] [R12-8] the role claim %j gives no rights', async (role) => {
  const { status, body } = await whoami(await sign({ role }));
  // A missing role is anon's; null says nothing.
  if (role === null) expect(body.role).toBe('anon');
  else expect([status, body.code]).toEqual([403, '42501']);
});

test('[T105] a sub that is no uuid fails where it is used, a missing one is nobody', async () => {
  expect((await whoami(await sign({ sub: 'me' }))).body.code).toBe('22P02');
  expect((await whoami(await sign({ sub: undefined }))).body.sub).toBeNull();
});

test('the service key acts as service_role, only as a bearer token', async () => {
  expect((await whoami(stack.serviceKey)).body.role).toBe('service_role');
  expect((await whoami(null, { apikey: stack.serviceKey })).body.role).toBe('anon');
});

test('an API key is needed before all else', async () => {
  const bare = await fetch(`${stack.url}/rest/v1/notes`);
  expect([bare.status, (await bare.json()).message]).toEqual([401, 'No API key found in request']);
  const wrong = await whoami(null, { apikey: await sign({ role: 'anon' }) });
  expect([wrong.status, wrong.body.message]).toEqual([401, 'Invalid API key']);
  expect((await fetch(`${stack.url}/auth/v1/user`)).status).toBe(401);
});

test('supabase-js without a session is anon', async () => {
  const { data, error } = await clientOf(stack).rpc('whoami');
  expect(error).toBeNull();
  expect(data.role).toBe('anon');
});
