import type { SupabaseClient } from '@supabase/supabase-js';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf } from '#connector/outcome.ts';
import { clientOf, signedIn, type TestStack } from '#tests/support/stack.ts';
import { ask, startFixture } from './fixture.ts';

let stack: TestStack;
let ann: { client: SupabaseClient; userId: string; accessToken: string };
let bob: typeof ann;

beforeAll(async () => {
  stack = await startFixture({ maxBodyBytes: 100_000 });
  ann = await signedIn(stack, 'ann@example.com');
  bob = await signedIn(stack, 'bob@example.com');
});
afterAll(() => stack.stop());

const notes = () => ann.client.from('notes');
const rpc = (name: string, body: unknown, token: string | null = ann.accessToken, headers = {}) =>
  ask(stack, 'POST', `/rest/v1/rpc/${name}`, { token, body, headers });

test('functions answer with scalars, defaults, nulls, objects, sets and nothing', async () => {
  expect((await ann.client.rpc('add', { a: 2 })).data).toBe(3);
  expect((await ann.client.rpc('add', { a: 2, b: 40 })).data).toBe(42);
  expect((await ann.client.rpc('null_text')).data).toBeNull();
  expect((await ann.client.rpc('echo', { payload: [{ a: "it's" }] })).data).toEqual([{ a: "it's" }]);
  expect((await ann.client.rpc('numbers', { up_to: 2 })).data).toEqual([
    { n: 1, square: 1 },
    { n: 2, square: 4 },
  ]);
  expect((await ann.client.rpc('numbers', { up_to: 0 })).data).toEqual([]);
  const nothing = await rpc('nothing', {});
  expect([nothing.status, nothing.text]).toEqual([204, '']);
});

test('integers beyond 2^53 pass both ways unchanged', async () => {
  const { text } = await rpc('echo', '{"payload":{"n":9007199254740993}}');
  expect(text).toBe('{"n": 9007199254740993}');
});

test('a function that only reads answers GET; one that writes cannot', async () => {
  expect((await ann.client.rpc('add', { a: 1, b: 2 }, { get: true })).data).toBe(3);
  const { status, body } = await ask(stack, 'GET', '/rest/v1/rpc/write_note?text_of=x', {
    token: ann.accessToken,
  });
  expect([status, body.code]).toEqual([405, '25006']);
  expect((await ask(stack, 'DELETE', '/rest/v1/rpc/add', { token: ann.accessToken })).body.code).toBe(
    'PGRST101',
  );
});

test('unknown functions and arguments are PGRST202, two that fit PGRST203', async () => {
  for (const [name, body] of [
    ['no_such', {}],
    ['add', {}],
    ['add', { a: 1, c: 2 }],
    ['add"; drop table notes; --', {}],
    ['pg_sleep', { seconds: 1 }],
  ] as const) {
    const answer = await rpc(name, body);
    expect([answer.status, answer.body.code]).toEqual([404, 'PGRST202']);
  }
  expect((await rpc('overloaded', { a: 1 })).body.code).toBe('PGRST203');
});

test('[R8.2-2] what a failing function wrote is gone, and its error keeps code, message, details and hint', async () => {
  const { status, body } = await rpc('write_then_fail', { text_of: 'half done' });
  expect(status).toBe(400);
  expect(body).toEqual({
    code: 'RVLOT',
    message: 'A lot is missing',
    details: '{"line":1}',
    hint: 'Choose one',
  });
  expect((await notes().select().eq('body', 'half done')).data).toEqual([]);
});

test('a function chooses its own status with PTxxx', async () => {
  expect((await rpc('fail_with', { code: 'PT402', message: 'pay' })).status).toBe(402);
  expect((await rpc('fail_with', { code: '40001', message: 'again' })).status).toBe(500);
});

test('[R10.1-1c] a slow statement ends at the time limit of its role, undone, and a till tries it again', async () => {
  const timed = async (token: string | null) => {
    const startMs = performance.now();
    const { status, body } = await rpc('write_slowly', { text_of: 'too slow', seconds: 20 }, token);
    return { seconds: (performance.now() - startMs) / 1000, status, body };
  };
  const [asAnon, asAnn] = await Promise.all([timed(null), timed(ann.accessToken)]);
  for (const { status, body } of [asAnon, asAnn]) {
    expect([status, body.code]).toEqual([500, '57014']);
    const failure = failureOf({ status, code: String(body.code), message: String(body.message) });
    expect(failure).toMatchObject({ kind: 'transient', isAnswered: false });
  }
  expect(asAnon.seconds).toBeGreaterThan(2.9);
  expect(asAnon.seconds).toBeLessThan(asAnn.seconds);
  expect(asAnn.seconds).toBeGreaterThan(7.9);
  expect(asAnn.seconds).toBeLessThan(18);
  expect((await notes().select().eq('body', 'too slow')).data).toEqual([]);
});

test('missing rights are 401 for anon and 403 for a user', async () => {
  const asAnon = await rpc('admins_only', {}, null);
  const asAnn = await rpc('admins_only', {});
  expect([asAnon.status, asAnon.body.code, asAnn.status, asAnn.body.code]).toEqual([
    401,
    '42501',
    403,
    '42501',
  ]);
  for (const [method, path, body] of [
    ['GET', '/rest/v1/sealed', undefined],
    ['POST', '/rest/v1/sealed', { secret: 'x' }],
    ['PATCH', '/rest/v1/sealed?secret=eq.x', { secret: 'y' }],
    ['DELETE', '/rest/v1/sealed?secret=eq.x', undefined],
  ] as const) {
    expect((await ask(stack, method, path, { body })).status, `${method} anon`).toBe(401);
    const answer = await ask(stack, method, path, { body, token: ann.accessToken });
    expect([answer.status, answer.body.code], method).toEqual([403, '42501']);
  }
});

test('[R6.3-4] row level security: each sees only their own rows', async () => {
  const { data } = await notes().insert({ body: "Ann's", amount_minor: 5 }).select().single();
  expect(data).toMatchObject({ owner_id: ann.userId, amount_minor: 5 });
  expect((await bob.client.from('notes').select()).data).toEqual([]);
  const forged = await bob.client.from('notes').insert({ body: 'forged', owner_id: ann.userId });
  expect(forged).toMatchObject({ status: 403, error: { code: '42501' } });
  const changed = await bob.client.from('notes').update({ body: 'stolen' }).eq('id', data.id).select();
  expect(changed.data).toEqual([]);
  expect(
    (await notes().update({ body: "Ann's own" }).eq('id', data.id).select('body').single()).data,
  ).toEqual({ body: "Ann's own" });
  expect((await notes().delete().eq('id', data.id)).error?.code).toBe('42501');
  expect(
    (await clientOf(stack, stack.serviceKey).from('notes').delete().eq('id', data.id).select()).data,
  ).toHaveLength(1);
});

test('reads filter, order, page and count', async () => {
  await notes().insert([1, 2, 3, 4, 5].map((n) => ({ body: `n,${n}`, amount_minor: n === 5 ? null : n })));
  const bodies = async (
    query: PromiseLike<{ data: { body: string }[] | null; error: unknown }>,
  ): Promise<string> => {
    const { data, error } = await query;
    if (error) throw error;
    return (data ?? []).map(({ body }) => body[2]).join('');
  };
  const all = () => notes().select('body').order('body');
  expect(await bodies(all())).toBe('12345');
  expect(
    await bodies(notes().select('body').order('amount_minor', { ascending: false, nullsFirst: false })),
  ).toBe('43215');
  expect(await bodies(all().gte('amount_minor', 2).lt('amount_minor', 4))).toBe('23');
  expect(await bodies(all().neq('amount_minor', 2))).toBe('134');
  expect(await bodies(all().is('amount_minor', null))).toBe('5');
  expect(await bodies(all().not('amount_minor', 'is', null).limit(2))).toBe('12');
  expect(await bodies(all().in('body', ['n,1', 'n,3']))).toBe('13');
  expect(await bodies(all().like('body', 'n,4%'))).toBe('4');
  expect(await bodies(all().range(1, 2))).toBe('23');
  const page = await notes().select('*', { count: 'exact' }).order('body').range(3, 9);
  expect([page.count, page.data?.length, page.status]).toEqual([5, 2, 206]);
  const head = await notes().select('*', { count: 'exact', head: true });
  expect([head.count, head.data]).toEqual([5, null]);
  const ranged = await ask(stack, 'GET', '/rest/v1/notes?select=body', {
    token: ann.accessToken,
    headers: { Range: '0-1' },
  });
  expect([ranged.body.length, ranged.headers.get('content-range')]).toEqual([2, '0-1/*']);
});

test('a list in a filter may hold quotes, commas and backslashes', async () => {
  const odd = ['a,b', 'say "hi"', 'back\\slash', '(x)', ''];
  await notes().insert(odd.map((body) => ({ body })));
  const list = odd.map((text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',');
  const path = `/rest/v1/notes?select=body&body=in.${encodeURIComponent(`(${list})`)}`;
  const { text } = await ask(stack, 'GET', path, { token: ann.accessToken });
  const rows = JSON.parse(text) as { body: string }[];
  expect(rows.map(({ body }) => body).toSorted()).toEqual(odd.toSorted());
});

test('single() wants exactly one row', async () => {
  expect((await notes().select().eq('body', 'none').single()).error).toMatchObject({
    code: 'PGRST116',
    details: 'The result contains 0 rows',
  });
  expect((await notes().select().eq('body', 'none').maybeSingle()).data).toBeNull();
  const before = (await notes().select()).data!.length;
  const two = await notes()
    .insert([{ body: 'twin 1' }, { body: 'twin 2' }])
    .select()
    .single();
  expect(two.error?.code).toBe('PGRST116');
  expect((await notes().select()).data).toHaveLength(before);
});

test('upsert ignores or merges what is there', async () => {
  await notes().insert({ body: 'once', amount_minor: 1 });
  const ignored = await notes()
    .upsert({ body: 'once', amount_minor: 2 }, { onConflict: 'body', ignoreDuplicates: true })
    .select();
  expect(ignored.data).toEqual([]);
  const merged = await notes()
    .upsert({ body: 'once', amount_minor: 3 }, { onConflict: 'body' })
    .select('amount_minor')
    .single();
  expect(merged.data).toEqual({ amount_minor: 3 });
  expect((await notes().insert({ body: 'once' })).error?.code).toBe('23505');
});

test.each([
  ['GET', '/rest/v1/no_such', 404, 'PGRST205'],
  ['GET', '/rest/v1/things', 404, 'PGRST205'],
  ['GET', '/rest/v1/pg_user', 404, 'PGRST205'],
  ['GET', '/rest/v1/notes?select=nope', 400, '42703'],
  ['GET', '/rest/v1/notes?nope=eq.1', 400, '42703'],
  ['GET', '/rest/v1/notes?id=eq.no-uuid', 400, '22P02'],
  ['GET', '/rest/v1/notes?id=like', 400, 'PGRST100'],
  ['GET', '/rest/v1/notes?id=or.1', 400, 'PGRST100'],
  ['GET', '/rest/v1/notes?or=(id.eq.1)', 400, 'PGRST100'],
  ['GET', '/rest/v1/notes?select=*,things(*)', 400, 'PGRST100'],
  ['GET', '/rest/v1/notes?select=id::text', 400, 'PGRST100'],
  ['GET', '/rest/v1/notes?order=id;drop', 400, '42703'],
  ['GET', '/rest/v1/notes?limit=-1', 400, 'PGRST100'],
  ['GET', '/rest/v1/notes?body=is.true;--', 400, 'PGRST100'],
  ['PUT', '/rest/v1/notes', 405, 'PGRST117'],
  ['GET', '/rest/v1/', 404, 'PGRST125'],
  ['GET', '/rest/v1/a/b/c', 404, 'PGRST125'],
])('%s %s is %i %s', async (method, path, status, code) => {
  const answer = await ask(stack, method, path, { token: ann.accessToken });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test.each(['{"a":', '', 'null', '[1]', '"text"', '{"a":1,}'])('the body %j is PGRST102', async (text) => {
  const answer = await rpc('add', text);
  expect([answer.status, answer.body.code]).toEqual([400, 'PGRST102']);
});

test('text that Postgres cannot hold is an error of the client', async () => {
  expect((await rpc('write_note', { text_of: 'zero \0 byte' })).status).toBe(400);
  expect((await notes().insert({ body: 'zero \0 byte' })).status).toBe(400);
  expect((await notes().insert({ nope: 1 })).error?.code).toBe('PGRST204');
  const { status } = await ask(stack, 'GET', `/rest/v1/notes?body=eq.${encodeURIComponent('\0')}`, {
    token: ann.accessToken,
  });
  expect(status).toBe(400);
});

test('[T123] a body beyond the limit is 413, before it is read', async () => {
  const { status, body } = await rpc('echo', { payload: 'x'.repeat(100_001) });
  expect([status, body.message]).toEqual([413, 'Request size limit exceeded']);
  expect((await rpc('echo', { payload: 'x'.repeat(90_000) })).status).toBe(200);
});

test('other schemas are not served', async () => {
  const { error, status } = await ann.client.schema('hidden').from('things').select();
  expect([status, error?.code]).toEqual([406, 'PGRST106']);
});

test('nothing of one request is left for the next on the same connection', async () => {
  await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      (i % 2 ? rpc('whoami', {}) : rpc('whoami', {}, null)).then(({ body }) => {
        expect([body.role, body.sub]).toEqual(i % 2 ? ['authenticated', ann.userId] : ['anon', null]);
      }),
    ),
  );
});

test('[R10.1-1d] without Postgres the answer is 503; afterwards all is as before', async () => {
  const db = new pg.Client(stack.uri('postgres'));
  await db.connect();
  db.on('error', () => undefined);
  const slow = rpc('sleep', { seconds: 3 });
  await db.query('select pg_sleep(0.3)');
  await stack.restartPostgres('immediate');
  const cut = await slow;
  expect([cut.status, ['57P01', '57P02', 'PGRST001'].includes(String(cut.body.code))]).toEqual([
    cut.body.code === '57P02' ? 500 : 503,
    true,
  ]);
  expect((await rpc('add', { a: 1 })).body).toBe(2);
  await db.end().catch(() => undefined);
});
