/** The doors of the real database over HTTP: what a client that is not ours may try there. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addShop, withOwner, type TestShop } from '#tests/support/shop.ts';
import { clientOf, startTestStack, type TestStack } from '#tests/support/stack.ts';
import { ask, type Answer } from './fixture.ts';

let stack: TestStack;
let shop: TestShop;
let other: TestShop;
let tables: string[];
let tokens: Record<'cashier' | 'manager', string>;

beforeAll(async () => {
  stack = await startTestStack({ sync: false });
  shop = await addShop(stack);
  other = await addShop(stack, { name: 'Elsewhere' });
  const tokenOf = async ({ email, password }: TestShop['cashier']) =>
    (await clientOf(stack).auth.signInWithPassword({ email, password })).data.session!.access_token;
  tokens = { cashier: await tokenOf(shop.cashier), manager: await tokenOf(shop.manager) };
  tables = await withOwner(stack, async (db) => {
    const { rows } = await db.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    );
    return rows.map(({ name }) => name);
  });
});
afterAll(() => stack.stop());

/** How many rows each table holds, and what they come to. */
const everything = () =>
  withOwner(stack, async (db) => {
    const held: Record<string, unknown> = {};
    for (const table of tables) {
      const sql = `select count(*)::int as n, coalesce(sum(hashtext(t::text)), 0)::text as sum from public.${table} t`;
      [held[table]] = (await db.query(sql)).rows;
    }
    return held;
  });

/** Nothing of the inside: no SQL, no stack, no path, and nothing of the other location but what was sent. */
function expectSilent({ text }: Answer, what: string, sent: readonly string[] = []): void {
  expect(text, what).not.toMatch(
    /select |insert into|update .* set|\bat .*\.(ts|js):\d+|node_modules|PL\/pgSQL/i,
  );
  for (const secret of [other.id, other.code, other.rice, other.manager.id, other.manager.email])
    if (!sent.includes(secret)) expect(text, what).not.toContain(secret);
}

test('[T097] [T098] no table is written over HTTP, in any way that PostgREST knows, by nobody', async () => {
  const before = await everything();
  for (const table of tables) {
    const row = { id: crypto.randomUUID(), location_id: shop.id };
    const tries: [string, string, unknown, Record<string, string>][] = [
      ['POST', `/rest/v1/${table}`, row, {}],
      ['POST', `/rest/v1/${table}`, [row, { ...row, id: crypto.randomUUID() }], {}],
      ['POST', `/rest/v1/${table}?on_conflict=id`, row, { Prefer: 'resolution=merge-duplicates' }],
      ['POST', `/rest/v1/${table}?columns=id,location_id`, [row], { Prefer: 'missing=default' }],
      ['PATCH', `/rest/v1/${table}?location_id=eq.${shop.id}`, { location_id: other.id }, {}],
      ['DELETE', `/rest/v1/${table}?location_id=eq.${other.id}`, undefined, {}],
    ];
    for (const token of [tokens.manager, null])
      for (const [method, address, body, headers] of tries) {
        const answer = await ask(stack, method, address, { token, body, headers });
        const what = `${method} ${address}`;
        const refused = token === null ? 401 : 403;
        // 400: a way of asking that the local gateway does not have.
        const allowed = 'Prefer' in headers ? [refused, 400] : [refused];
        expect(allowed, what).toContain(answer.status);
        expectSilent(answer, what);
      }
  }
  expect(await everything()).toEqual(before);
});

test('[T097] a read gives the rows of one’s own locations, asked in any way; a visitor nothing', async () => {
  for (const table of tables.filter((name) => name !== 'location_names')) {
    for (const query of [
      '',
      `?location_id=eq.${other.id}`,
      `?location_id=neq.${shop.id}`,
      '?order=id.desc',
    ]) {
      const answer = await ask(stack, 'GET', `/rest/v1/${table}${query}`, { token: tokens.manager });
      expect(answer.status, table).toBe(200);
      expectSilent(answer, `${table}${query}`);
    }
    expect((await ask(stack, 'GET', `/rest/v1/${table}`)).status, table).toBe(401);
  }
});

test('[T110] [T102] what fails says what, and nothing of the inside or of another location', async () => {
  const push = (records: unknown) =>
    ask(stack, 'POST', '/rest/v1/rpc/push', { token: tokens.cashier, body: { records } });
  const record = {
    v: 1,
    queue_id: 'q',
    entity_type: 'sales_invoice',
    entity_id: crypto.randomUUID(),
    location_id: other.id,
  };
  const answers: Record<string, Answer> = {
    'a push to another location': await push([record]),
    'a push that is no list': await push({ a: 1 }),
    'a push of rubbish': await push([{ location_id: "'; drop table items; --" }]),
    'a push of an own location and rubbish': await push([{ ...record, location_id: shop.id, payload: 'x' }]),
    'an inner function': await ask(stack, 'POST', '/rest/v1/rpc/post_record', {
      token: tokens.cashier,
      body: {},
    }),
    'an inner function by its schema': await ask(stack, 'POST', '/rest/v1/rpc/app.enter', {
      token: tokens.cashier,
      body: { p_location_id: other.id },
    }),
    'another schema': await ask(stack, 'GET', '/rest/v1/users', {
      token: tokens.cashier,
      headers: { 'Accept-Profile': 'auth' },
    }),
    'a device of nowhere': await ask(stack, 'POST', '/rest/v1/rpc/register_device', {
      token: tokens.cashier,
      body: { device: { id: crypto.randomUUID(), location_id: crypto.randomUUID(), name: 'x' } },
    }),
    'no token': await ask(stack, 'POST', '/rest/v1/rpc/push', { body: { records: [] } }),
  };
  for (const [what, answer] of Object.entries(answers)) {
    expect(answer.status, what).toBeLessThan(500);
    expectSilent(answer, what, what === 'a push to another location' ? [other.id] : []);
  }
  // One that is and one that is not are answered alike, but for the id that was asked for.
  const nowhere = { ...record, location_id: crypto.randomUUID() };
  const plain = ({ text }: Answer) => text.replaceAll(/"server_now": "[^"]*"/g, '');
  expect(plain(await push([nowhere]))).toBe(plain(await push([record])));
});
