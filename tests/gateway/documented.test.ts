/**
 * What PostgREST and Supabase Auth say that they answer, row by row (the
 * sources are in docs/conformance.md), asked of the schema of Flux itself: of
 * the local gateway here, of the real ones in `npm run conformance`.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signToken } from '#stack/gateway/token.ts';
import { addShop, type TestShop } from '#tests/support/shop.ts';
import { clientOf, startTestStack, type TestStack } from '#tests/support/stack.ts';
import { ask } from './fixture.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';
let stack: TestStack;
let shop: TestShop;
/** Of somebody signed in, of a session that was closed, one that has ended, and of nobody known. */
let tokens: Record<'user' | 'closed' | 'ended' | 'stranger' | 'service', string>;

async function session() {
  const { auth } = clientOf(stack);
  const { data, error } = await auth.signInWithPassword(shop.cashier);
  if (error) throw error;
  return { auth, ...data.session };
}

beforeAll(async () => {
  stack = await startTestStack();
  shop = await addShop(stack);
  const { access_token: user } = await session();
  const other = await session();
  await other.auth.signOut({ scope: 'local' });
  const iat = Math.floor(Date.now() / 1000) - 7_200;
  const claims = { sub: shop.cashier.id, role: 'authenticated', aud: 'authenticated', iat, exp: iat + 60 };
  const ended = await signToken(stack.jwtSecret, claims);
  const stranger = await signToken(stack.jwtSecret, { ...claims, sub: unknownId, exp: iat + 10_000 });
  tokens = { user, closed: other.access_token, ended, stranger, service: stack.serviceKey };
});
afterAll(() => stack.stop());

type Who = keyof typeof tokens | 'nobody' | 'rubbish';
type Row = readonly [
  status: number,
  code: string,
  who: Who,
  request: string,
  more?: { readonly body?: unknown; readonly headers?: Record<string, string> },
];

async function answerTo([, , who, request, more]: Row) {
  const [method = '', path = ''] = request.split(' ');
  const token = who === 'nobody' ? null : who === 'rubbish' ? 'a.b.c' : tokens[who];
  return ask(stack, method, path, { token, ...more });
}

const object = { Accept: 'application/vnd.pgrst.object+json' };

const postgrest: readonly Row[] = [
  [400, 'PGRST100', 'user', 'GET /rest/v1/items?id=like'],
  [405, 'PGRST101', 'user', 'DELETE /rest/v1/rpc/push'],
  [400, 'PGRST102', 'user', 'POST /rest/v1/rpc/push', { body: '{"records":' }],
  [406, 'PGRST106', 'user', 'GET /rest/v1/items', { headers: { 'Accept-Profile': 'auth' } }],
  [406, 'PGRST116', 'user', `GET /rest/v1/items?id=eq.${unknownId}`, { headers: object }],
  [404, 'PGRST125', 'user', 'GET /rest/v1/a/b/c'],
  [404, 'PGRST202', 'user', 'POST /rest/v1/rpc/no_such', { body: {} }],
  [404, 'PGRST202', 'user', 'POST /rest/v1/rpc/push', { body: { no_such: 1 } }],
  [400, 'PGRST204', 'user', 'POST /rest/v1/items?columns=nope', { body: [{ nope: 1 }] }],
  [404, 'PGRST205', 'user', 'GET /rest/v1/no_such'],
  [401, 'PGRST301', 'rubbish', 'GET /rest/v1/items'],
  [401, 'PGRST303', 'ended', 'GET /rest/v1/items'],
  [400, '22P02', 'user', 'GET /rest/v1/items?id=eq.no-uuid'],
  [400, '42703', 'user', 'GET /rest/v1/items?select=nope'],
  [403, '42501', 'user', 'POST /rest/v1/items', { body: { id: unknownId } }],
  [401, '42501', 'nobody', 'POST /rest/v1/items', { body: { id: unknownId } }],
];

test.each(postgrest)('[R12-8] PostgREST: %i %s, %s: %s', async (...given) => {
  const row = given as unknown as Row;
  const { status, body } = await answerTo(row);
  expect([status, body.code]).toEqual([row[0], row[1]]);
  expect(Object.keys(body).toSorted()).toEqual(['code', 'details', 'hint', 'message']);
});

const auth: readonly Row[] = [
  [400, 'bad_json', 'nobody', 'POST /auth/v1/token?grant_type=password', { body: '{"email":' }],
  [400, 'invalid_credentials', 'nobody', 'POST /auth/v1/token?grant_type=no_such', { body: {} }],
  [400, 'validation_failed', 'nobody', 'POST /auth/v1/token?grant_type=password', { body: {} }],
  [
    400,
    'validation_failed',
    'nobody',
    'POST /auth/v1/token?grant_type=refresh_token',
    { body: { refresh_token: 'short' } },
  ],
  [
    400,
    'refresh_token_not_found',
    'nobody',
    'POST /auth/v1/token?grant_type=refresh_token',
    { body: { refresh_token: 'abcdefghijkl' } },
  ],
  [
    422,
    'weak_password',
    'nobody',
    'POST /auth/v1/signup',
    { body: { email: 'new@flux.test', password: '1' } },
  ],
  [403, 'bad_jwt', 'rubbish', 'GET /auth/v1/user'],
  [403, 'user_not_found', 'stranger', 'GET /auth/v1/user'],
  [403, 'session_not_found', 'closed', 'GET /auth/v1/user'],
  [400, 'validation_failed', 'user', 'POST /auth/v1/logout?scope=no_such'],
  [403, 'not_admin', 'user', 'POST /auth/v1/admin/users', { body: { email: 'new@flux.test' } }],
  [404, 'user_not_found', 'service', `GET /auth/v1/admin/users/${unknownId}`],
];

test.each(auth)('[R12-8] Supabase Auth: %i %s, %s: %s', async (...given) => {
  const row = given as unknown as Row;
  const { status, body } = await answerTo(row);
  expect([status, body.error_code]).toEqual([row[0], row[1]]);
  expect(body).toMatchObject({ code: row[0], msg: expect.any(String) });
});

test('[R12-8] Supabase Auth: what an address that has an account is answered with', async () => {
  const { email, password } = shop.cashier;
  const post = async (path: string, body: unknown, token: string | null = null) => {
    const answer = await ask(stack, 'POST', `/auth/v1/${path}`, { body, token });
    return [answer.status, answer.body.error_code];
  };
  for (const wrong of ['wrong horse', ''])
    expect(await post('token?grant_type=password', { email, password: wrong })).toEqual([
      400,
      'invalid_credentials',
    ]);
  expect(await post('signup', { email, password })).toEqual([422, 'user_already_exists']);
  const made = { email, password, email_confirm: true };
  expect(await post('admin/users', made, stack.serviceKey)).toEqual([422, 'email_exists']);
});

test('[R12-8] Supabase Auth answers in the shape that the client asks for', async () => {
  const headers = { 'X-Supabase-Api-Version': '2024-01-01' };
  const body = { email: shop.cashier.email, password: 'wrong horse' };
  const answer = await ask(stack, 'POST', '/auth/v1/token?grant_type=password', { body, headers });
  expect(answer.body).toEqual({ code: 'invalid_credentials', message: 'Invalid login credentials' });
});
