import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf, signedIn, type TestStack } from '#tests/support/stack.ts';
import { ask, startFixture } from './fixture.ts';

let stack: TestStack;
const email = 'manager@example.com';
const password = 'correct horse';

beforeAll(async () => {
  stack = await startFixture({ refreshReuseSeconds: 0.5, jwtExpirySeconds: 600 });
  await stack.createUser({ email, password, app_metadata: { till: 1 }, user_metadata: { name: 'Ann' } });
});
afterAll(() => stack.stop());

const login = () => ask(stack, 'POST', '/auth/v1/token?grant_type=password', { body: { email, password } });
const refresh = (token: string) =>
  ask(stack, 'POST', '/auth/v1/token?grant_type=refresh_token', { body: { refresh_token: token } });
const firstToken = async (): Promise<string> => String((await login()).body.refresh_token);
const next = async (token: string): Promise<string> => String((await refresh(token)).body.refresh_token);
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('login with supabase-js gives a session and the user', async () => {
  const client = clientOf(stack);
  const { data, error } = await client.auth.signInWithPassword({ email: 'Manager@Example.com', password });
  expect(error).toBeNull();
  expect(data.session?.expires_in).toBe(600);
  expect(data.user).toMatchObject({ email, role: 'authenticated', user_metadata: { name: 'Ann' } });
  expect(data.user?.app_metadata).toMatchObject({ till: 1, provider: 'email' });
  const claims = JSON.parse(atob(data.session!.access_token.split('.')[1]!));
  expect(claims).toMatchObject({ sub: data.user!.id, aud: 'authenticated', role: 'authenticated', email });
  expect(claims.exp - claims.iat).toBe(600);
  expect((await client.auth.getUser()).data.user?.id).toBe(data.user!.id);
});

test('wrong password and unknown user get the same answer, in the shape that the client reads', async () => {
  for (const credentials of [
    { email, password: 'wrong' },
    { email: 'nobody@example.com', password },
  ]) {
    const { error } = await clientOf(stack).auth.signInWithPassword(credentials);
    expect(error).toMatchObject({
      code: 'invalid_credentials',
      status: 400,
      message: 'Invalid login credentials',
    });
  }
  const old = await ask(stack, 'POST', '/auth/v1/token?grant_type=password', {
    body: { email, password: 'wrong' },
  });
  expect(old.body).toEqual({
    code: 400,
    error_code: 'invalid_credentials',
    msg: 'Invalid login credentials',
  });
});

test('refresh rotates; the parent of the active token gets the active one again', async () => {
  const first = await firstToken();
  const second = await next(first);
  expect(second).not.toBe(first);
  await wait(600);
  expect(await next(first)).toBe(second);
  expect((await refresh(second)).status).toBe(200);
});

test('an older token shown late revokes the whole family', async () => {
  const first = await firstToken();
  const second = await next(first);
  const third = await next(second);
  expect(await next(first)).toBe(third);
  await wait(600);
  const stolen = await refresh(first);
  expect(stolen.status).toBe(400);
  expect(stolen.body).toMatchObject({
    error_code: 'refresh_token_already_used',
    msg: 'Invalid Refresh Token: Already Used',
  });
  expect((await refresh(third)).body.error_code).toBe('refresh_token_already_used');
});

test('sixteen refreshes at once give one next token', async () => {
  // More than one round: in the first the connections are still being opened.
  for (let round = 0; round < 4; round += 1) {
    const first = await firstToken();
    const answers = await Promise.all(Array.from({ length: 16 }, () => next(first)));
    expect(new Set(answers).size).toBe(1);
  }
});

test('an unknown refresh token is refused', async () => {
  const { status, body } = await refresh('never-issued');
  expect([status, body.error_code]).toEqual([400, 'refresh_token_not_found']);
});

test('[R10.1-2b] logout by scope ends this session, the others or all', async () => {
  const tills = await Promise.all(
    [1, 2, 3].map(async () => {
      const client = clientOf(stack);
      const { data } = await client.auth.signInWithPassword({ email, password });
      return { client, refreshToken: data.session!.refresh_token };
    }),
  );
  const isAlive = async (i: number): Promise<boolean> =>
    (await tills[i]!.client.auth.getUser()).error === null;
  await tills[0]!.client.auth.signOut({ scope: 'local' });
  expect((await refresh(tills[0]!.refreshToken)).body.error_code).toBe('refresh_token_not_found');
  expect([await isAlive(1), await isAlive(2)]).toEqual([true, true]);
  await tills[1]!.client.auth.signOut({ scope: 'others' });
  expect(await isAlive(1)).toBe(true);
  expect((await refresh(tills[2]!.refreshToken)).status).toBe(400);
  await tills[1]!.client.auth.signOut({ scope: 'global' });
  expect((await refresh(tills[1]!.refreshToken)).status).toBe(400);
});

test('user needs a good token of an open session', async () => {
  const token = String((await login()).body.access_token);
  expect((await ask(stack, 'GET', '/auth/v1/user', { token })).body.email).toBe(email);
  expect((await ask(stack, 'GET', '/auth/v1/user')).body.error_code).toBe('no_authorization');
  expect((await ask(stack, 'GET', '/auth/v1/user', { token: 'a.b.c' })).body.error_code).toBe('bad_jwt');
  await ask(stack, 'POST', '/auth/v1/logout?scope=local', { token });
  const closed = await ask(stack, 'GET', '/auth/v1/user', { token });
  expect([closed.status, closed.body.error_code]).toEqual([403, 'session_not_found']);
});

test('only the service key makes users, over supabase-js too', async () => {
  const admin = clientOf(stack, stack.serviceKey);
  const made = await admin.auth.admin.createUser({ email: 'new@example.com', password, email_confirm: true });
  expect(made.error).toBeNull();
  expect((await admin.auth.admin.createUser({ email: 'NEW@example.com', password })).error?.code).toBe(
    'email_exists',
  );
  expect((await admin.auth.admin.listUsers()).data.users.map((user) => user.email)).toContain(
    'new@example.com',
  );
  expect((await admin.auth.admin.getUserById(made.data.user!.id)).data.user?.email).toBe('new@example.com');
  const { accessToken } = await signedIn(stack, 'cashier@example.com');
  const refused = await ask(stack, 'POST', '/auth/v1/admin/users', {
    token: accessToken,
    body: { email: 'x@y.z', password },
  });
  expect([refused.status, refused.body.error_code]).toEqual([403, 'not_admin']);
  expect((await ask(stack, 'GET', '/auth/v1/admin/users', { token: stack.anonKey })).status).toBe(403);
  await admin.auth.admin.deleteUser(made.data.user!.id);
  expect(
    (await clientOf(stack).auth.signInWithPassword({ email: 'new@example.com', password })).error?.status,
  ).toBe(400);
});

test('the tenth wrong password in a minute closes the door for this email only', async () => {
  await stack.createUser({ email: 'guessed@example.com', password });
  const guess = (who: string, word: string) =>
    ask(stack, 'POST', '/auth/v1/token?grant_type=password', { body: { email: who, password: word } });
  for (let i = 0; i < 10; i += 1) expect((await guess('guessed@example.com', `guess ${i}`)).status).toBe(400);
  const blocked = await guess('guessed@example.com', password);
  expect([blocked.status, blocked.body.error_code]).toEqual([429, 'over_request_rate_limit']);
  expect((await guess(email, password)).status).toBe(200);
});

test.each([
  ['{', 'bad_json'],
  ['[]', 'bad_json'],
  ['{"email":1}', 'validation_failed'],
  ['{"email":"a\\u0000@b.c","password":"x"}', 'validation_failed'],
])('a login of %s is refused', async (body, code) => {
  const answer = await ask(stack, 'POST', '/auth/v1/token?grant_type=password', { body });
  expect([answer.status, answer.body.error_code]).toEqual([400, code]);
});

test('passwords are kept as scrypt hashes, each with its own salt', async () => {
  for (const email of ['twin-1@example.com', 'twin-2@example.com']) {
    const { status } = await ask(stack, 'POST', '/auth/v1/signup', { body: { email, password } });
    expect(status).toBe(200);
  }
  const db = new pg.Client(stack.uri('supabase_auth_admin'));
  await db.connect();
  const { rows } = await db.query("select encrypted_password from auth.users where email like 'twin-%'");
  await db.end();
  expect(new Set(rows.map((row) => row.encrypted_password)).size).toBe(2);
  for (const row of rows) expect(row.encrypted_password).toMatch(/^scrypt\$16384\$8\$5\$/);
});

test('many wrong passwords at once are counted before they are decided', async () => {
  const guess = () =>
    fetch(`${stack.url}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { apikey: stack.anonKey, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'guessed@flux.test', password: crypto.randomUUID() }),
    });
  const answers = await Promise.all(Array.from({ length: 24 }, guess));
  const statuses = answers.map((answer) => answer.status);
  expect(statuses.filter((status) => status === 400)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(14);
});
