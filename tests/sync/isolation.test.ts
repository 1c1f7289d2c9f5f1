/**
 * What reaches a device is what RLS shows its user, whatever becomes of their
 * memberships: the real rules and the real policies, asked side by side.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import type { ClientState } from '#tests/sync/protocol/client-state.ts';
import { StreamClient, type StreamOptions } from '#tests/sync/protocol/stream-client.ts';
import type { ProtocolTarget } from '#tests/sync/protocol/target.ts';
import { addShop, type TestShop } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

const roles = ['cashier', 'manager', 'admin'] as const;
/** What comes without being asked for, to every member. */
const tables = [
  'locations',
  'location_members',
  'location_settings',
  'categories',
  'units',
  'tax_rates',
  'items',
  'stock_lots',
  'location_journal_heads',
] as const;

let stack: TestStack;
let shops: TestShop[];
let database: pg.Pool;
let target: ProtocolTarget;
let people: string[];

beforeAll(async () => {
  stack = await startTestStack();
  shops = [];
  for (const name of ['One', 'Two', 'Three']) shops.push(await addShop(stack, { name }));
  database = new pg.Pool({ connectionString: stack.databaseUri });
  target = { baseUrl: stack.powersyncUrl, jwtSecret: stack.jwtSecret, database };
  people = [];
  for (const name of ['ann', 'bob', 'cem'])
    people.push((await stack.createUser({ email: `${name}@flux.test`, password: 'correct horse' })).id);
});
afterAll(async () => {
  await database.end();
  await stack.stop();
});

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** A device of this person at this location, as its connection names them. */
const deviceOf = (user: string, shop: TestShop, more: Partial<StreamOptions> = {}) =>
  StreamClient.open(target, {
    user,
    parameters: { location_id: shop.id, device_id: crypto.randomUUID() },
    ...more,
  });

async function visible(user: string, shop: TestShop): Promise<Record<string, string[]>> {
  const client = await database.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify({ sub: user, role: 'authenticated' }),
    ]);
    await client.query('set local role authenticated');
    const seen: Record<string, string[]> = {};
    for (const table of tables) {
      const { rows } = await client.query<{ id: string }>(
        `select id from public.${table} where location_id = $1 order by id::text`,
        [shop.id],
      );
      seen[table] = rows.map(({ id }) => id).toSorted();
    }
    return seen;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const delivered = (state: ClientState): Record<string, string[]> =>
  Object.fromEntries(tables.map((table) => [table, state.ids(table)]));

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** Joins, becomes something else, leaves. */
async function change(user: string, shop: TestShop, below: (n: number) => number): Promise<void> {
  const isMember = (
    await database.query('select 1 from public.location_members where user_id = $1 and location_id = $2', [
      user,
      shop.id,
    ])
  ).rowCount;
  if (isMember === 0)
    await database.query(
      `insert into public.location_members (location_id, user_id, role, display_name, created_by)
       values ($1, $2, $3, 'P', $4)`,
      [shop.id, user, roles[below(3)], shop.manager.id],
    );
  else if (below(2) === 0)
    await database.query(
      'update public.location_members set role = $3 where user_id = $1 and location_id = $2',
      [user, shop.id, roles[below(3)]],
    );
  else
    await database.query('delete from public.location_members where user_id = $1 and location_id = $2', [
      user,
      shop.id,
    ]);
}

test('[T107] [R6.3-4] through any change of people and roles a device has the rows that RLS shows its user, and nothing of any other location', async () => {
  const below = random(20_261_124);
  const devices = await Promise.all(
    people.flatMap((user) => shops.map(async (shop) => ({ user, shop, client: await deviceOf(user, shop) }))),
  );
  try {
    for (let round = 0; round < 100; round += 1) {
      const [user, shop] = [people[below(people.length)]!, shops[below(shops.length)]!];
      await change(user, shop, below);
      for (const device of devices.filter((one) => one.shop === shop)) {
        const wanted = await visible(device.user, shop);
        if (!same(delivered(device.client.state), wanted))
          await device.client.until((state) => same(delivered(state), wanted));
      }
    }
    for (const { shop, client } of devices) {
      const told = JSON.stringify(client.lines);
      for (const other of shops.filter((one) => one !== shop))
        for (const secret of [other.rice, other.milk, other.lot, other.cashier.id])
          expect(told).not.toContain(secret);
    }
  } finally {
    for (const { client } of devices) await client[Symbol.asyncDispose]();
  }
});

test('[T107] [T095] who is removed loses all of it with the next checkpoint, in one step', async () => {
  const [user, shop] = [shops[0]!.cashier.id, shops[0]!];
  await using client = await deviceOf(user, shop);
  await client.until((state) => state.ids('items').length === 2);
  await database.query('delete from public.location_members where user_id = $1', [user]);
  const lines = await client.until();
  expect(lines.filter((line) => 'checkpoint_diff' in line || 'checkpoint' in line)).toHaveLength(1);
  expect(client.state.announced.size).toBe(0);
  expect([...client.state.buckets.keys()]).toEqual([]);
});

test('[T107] naming another location, in any way a request can, gives nothing of it: no row, no bucket, no checksum', async () => {
  const [mine, theirs] = [shops[1]!, shops[2]!];
  const user = mine.cashier.id;
  const month = new Date().toISOString().slice(0, 7);
  const subscriptions = ['months', 'ledger', 'costs', 'oversight', 'stock', 'catalog'].map((stream) => ({
    stream,
    parameters: { business_month: month, location_id: theirs.id, user_id: theirs.manager.id },
    override_priority: 0,
  }));
  const requests: Partial<StreamOptions>[] = [
    { parameters: { location_id: theirs.id } },
    { parameters: { location_id: [mine.id, theirs.id] } },
    { parameters: { location_id: `${mine.id}' or '1'='1` } },
    { parameters: { location_id: theirs.id, user_id: theirs.manager.id, sub: theirs.manager.id } },
    { parameters: {} },
    { parameters: { location_id: theirs.id }, subscriptions },
  ];
  for (const request of requests) {
    await using client = await deviceOf(user, mine, request);
    await client.until();
    expect(client.state.announced.size, JSON.stringify(request)).toBe(0);
    // The stream lists what is asked for; that a place of this id is there, it does not say.
    for (const secret of [theirs.id, theirs.rice, theirs.manager.id])
      expect(JSON.stringify(client.lines)).not.toContain(secret);
  }
  await using nowhere = await deviceOf(user, mine, { parameters: { location_id: crypto.randomUUID() } });
  await using foreign = await deviceOf(user, mine, { parameters: { location_id: theirs.id } });
  await nowhere.until();
  await foreign.until();
  const told = (client: StreamClient) => JSON.stringify(client.lines).replaceAll(/"last_op_id":"\d+"/g, '');
  expect(told(foreign)).toBe(told(nowhere));
});
