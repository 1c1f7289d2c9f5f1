import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Device } from '#tests/sync/protocol/device.ts';
import { LocalWorld } from '#tests/sync/protocol/local-world.ts';

// PowerSync's own client, unchanged, against our server.

let world: LocalWorld;
beforeAll(async () => {
  world = await LocalWorld.start();
});
afterAll(() => world[Symbol.asyncDispose]());

const TABLES = {
  goods: `select id, place_id, name, description, price_minor::text,
            to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as updated_at
          from goods where place_id = any($1) order by id`,
  counts: 'select id, place_id, quantity_milli::text from counts where place_id = any($1) order by id',
  notes: 'select id, place_id, body from notes where place_id = any($1) order by id',
  pairs: `select place_id || '.' || tag as id, place_id, weight::text from pairs where place_id = any($1) order by 1`,
};

async function serverRows(places: readonly string[]): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const [name, query] of Object.entries(TABLES))
    tables[name] = (await world.target.database.query(query, [places])).rows;
  return tables;
}

async function deviceRows(device: Device): Promise<Record<string, unknown[]>> {
  const texts = (row: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? String(value) : value]),
    );
  const tables: Record<string, unknown[]> = {};
  for (const name of Object.keys(TABLES))
    tables[name] = (await device.db.getAll<Record<string, unknown>>(`select * from ${name} order by id`)).map(
      texts,
    );
  return tables;
}

async function converge(device: Device, places: readonly string[]): Promise<void> {
  await expect
    .poll(() => deviceRows(device), { timeout: 15_000, interval: 50 })
    .toEqual(await serverRows(places));
}

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** One random statement over few ids, so that rows are made, changed, moved, and deleted again and again. */
function randomChange(below: (n: number) => number, places: readonly string[]): [string, unknown[]] {
  const place = places[below(places.length)];
  const id = `${below(12)}`;
  switch (below(9)) {
    case 0:
    case 1:
      return [
        `insert into goods (id, place_id, name, description) values ($1, $2, $3, repeat($4, 9000))
         on conflict (id) do update set name = excluded.name, place_id = excluded.place_id`,
        [id, place, `name ${below(1000)}`, 'abcdefgh'[below(8)]],
      ];
    case 2:
      return ['update goods set price_minor = price_minor + $2 where id = $1', [id, below(100)]];
    case 3:
      return ['delete from goods where id = $1', [id]];
    case 4:
      return [
        'update goods set id = $2 where id = $1 and not exists (select 1 from goods where id = $2)',
        [id, `${below(12)}`],
      ];
    case 5:
      return [
        `insert into counts (id, place_id, quantity_milli) values ($1, $2, $3)
         on conflict (id) do update set quantity_milli = counts.quantity_milli + 1`,
        [id, place, below(5000)],
      ];
    case 6:
      return [
        `insert into pairs (place_id, tag, weight) values ($1, $2, $3)
         on conflict (place_id, tag) do update set weight = excluded.weight, tag = pairs.tag || 'x'`,
        [place, id, below(100)],
      ];
    case 7:
      return ['delete from pairs where tag = $1', [id]];
    default:
      return ['update goods set place_id = $2 where id = $1', [id, place]];
  }
}

async function join(user: string, ...places: string[]): Promise<void> {
  for (const place of places)
    await world.target.database.query('insert into members values ($1, $2, $3)', [randomUUID(), place, user]);
}

test('[K1] the database of the real client equals Postgres after random changes, offline and back', async () => {
  await join('walker', 'W1', 'W2');
  await using device = await Device.open(world.target, 'walker');
  await device.connect();
  await device.db.waitForFirstSync();
  const below = random(7);
  for (let round = 0; round < 4; round += 1) {
    const isOffline = round % 2 === 1;
    if (isOffline) await device.db.disconnect();
    for (let step = 0; step < 60; step += 1)
      await world.target.database.query(...randomChange(below, ['W1', 'W2', 'W3']));
    if (isOffline) await device.connect();
    await converge(device, ['W1', 'W2']);
  }
});

test('[K2] a local write is uploaded and comes back; a refused one disappears', async () => {
  await join('writer', 'N1');
  await using device = await Device.open(world.target, 'writer');
  const stream = await device.db.syncStream('notes', { place_id: 'N1' }).subscribe();
  await device.connect();
  await stream.waitForFirstSync();
  await device.db.execute('insert into notes (id, place_id, body) values (?, ?, ?)', ['n1', 'N1', 'kept']);
  await device.db.execute('insert into notes (id, place_id, body) values (?, ?, ?)', [
    'n2',
    'N1',
    'refuse me',
  ]);
  expect(await device.db.getAll('select id from notes')).toHaveLength(2);
  await expect
    .poll(async () => (await device.db.getAll('select 1 from ps_crud')).length, { timeout: 10_000 })
    .toBe(0);
  await converge(device, ['N1']);
  expect((await serverRows(['N1']))['notes']).toHaveLength(1);
  stream.unsubscribe();
});

test('[K3] the real client stays in sync through a compaction', async () => {
  await join('squeezer', 'Z1');
  await using device = await Device.open(world.target, 'squeezer');
  await device.connect();
  const query = `insert into counts (id, place_id, quantity_milli) select 'z' || n, 'Z1', n from generate_series(1, 50) n`;
  await world.target.database.query(query);
  await converge(device, ['Z1']);
  await device.db.disconnect();
  await world.target.database.query(
    `update counts set quantity_milli = quantity_milli + 1 where place_id = 'Z1'`,
  );
  await world.target.database.query(`delete from counts where place_id = 'Z1' and quantity_milli > 40`);
  await world.caughtUp();
  expect((await world.server.compact()).moved).toBeGreaterThanOrEqual(50);
  await device.connect();
  await converge(device, ['Z1']);
});
