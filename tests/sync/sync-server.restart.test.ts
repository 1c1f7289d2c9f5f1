import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSyncServer } from '#stack/sync-server/start.ts';
import type { ClientState } from '#tests/sync/protocol/client-state.ts';
import { token } from '#tests/sync/protocol/target.ts';
import { LocalWorld } from '#tests/sync/protocol/local-world.ts';
import { opsIn, StreamClient } from '#tests/sync/protocol/stream-client.ts';

let world: LocalWorld;
let rulesDir: string;
beforeAll(async () => {
  world = await LocalWorld.start();
  rulesDir = await mkdtemp(path.join(tmpdir(), 'flux-rules-'));
  await sql(`insert into members values ('m1', 'home', 'anna')`);
  await sql(
    `insert into goods (id, place_id, name) select 'g' || n, 'home', 'item' from generate_series(1, 500) n`,
  );
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(rulesDir, { recursive: true, force: true });
});

async function sql(query: string): Promise<void> {
  await world.target.database.query(query);
}

async function synced(count: number): Promise<ClientState> {
  await using client = await StreamClient.open(world.target, { user: 'anna' });
  await client.until((state) => state.rows('goods').length === count);
  return client.state;
}

/** Ops that the client had to load to get from what it has to `count` rows. */
async function opsToResume(state: ClientState, count: number): Promise<number> {
  await using client = await StreamClient.open(world.target, { user: 'anna', state });
  return opsIn(await client.until(() => state.rows('goods').length === count));
}

test('[O1] a restart of the server costs a client nothing but what changed meanwhile', async () => {
  const state = await synced(500);
  await world.stopServer();
  // What is waited for comes last.
  await sql(`update goods set name = 'changed while down' where id = 'g1'`);
  await sql(`insert into goods (id, place_id, name) values ('down1', 'home', 'made while down')`);
  await world.startServer();
  expect(await opsToResume(state, 501)).toBe(2);
  expect(state.rows('goods').find((row) => row['id'] === 'g1')?.['name']).toBe('changed while down');
});

test(
  '[O1] a restart of Postgres leaves the stream open, and costs nothing',
  { timeout: 60_000 },
  async () => {
    const state = await synced(501);
    await using client = await StreamClient.open(world.target, { user: 'anna', state });
    await client.until();
    await world.cluster.restart();
    await sql(`insert into goods (id, place_id, name) values ('up1', 'home', 'made after the restart')`);
    expect(opsIn(await client.until(() => state.rows('goods').length === 502))).toBe(1);
    expect(await opsToResume(state, 502)).toBe(0);
  },
);

test(
  '[L2] after a crash of Postgres nothing is lost, and nothing applied twice',
  { timeout: 60_000 },
  async () => {
    const state = await synced(502);
    for (let n = 0; n < 20; n += 1)
      await sql(`insert into goods (id, place_id, name) values ('c${n}', 'home', 'x')`);
    await world.cluster.restart('immediate');
    await sql(`insert into goods (id, place_id, name) values ('c20', 'home', 'x')`);
    expect(await opsToResume(state, 523)).toBe(21);
    const twice = `select op_key, entry from flux_sync.bucket_ops where op_key like 'goods/c%' and kind = 'P'`;
    expect(await world.storage(twice)).toHaveLength(21);
  },
);

test('[O3] only one server may use a storage', async () => {
  await expect(startSyncServer(world.options)).rejects.toThrow('Another sync server is using this storage');
});

test('[R2] changed rules give new buckets, and op ids go on', async () => {
  const state = await synced(523);
  const before = [...state.announced.keys()];
  await world.stopServer();
  const rules = path.join(rulesDir, 'rules.yaml');
  const yaml = await readFile(world.options.rulesPath, 'utf8');
  await writeFile(rules, yaml.replace('SELECT * FROM goods', 'SELECT id, place_id, name FROM goods'));
  await world.startServer(rules);
  const lastOpId = BigInt(state.lastOpId);
  await using client = await StreamClient.open(world.target, { user: 'anna', state });
  await client.until();
  expect([...state.announced.keys()]).toEqual(before.map((name) => name.replace('1#', '2#')));
  expect(BigInt(state.lastOpId)).toBeGreaterThan(lastOpId);
  expect(Object.keys(state.rows('goods')[0] ?? {})).toEqual(['id', 'place_id', 'name']);
});

test('[R1] a new column, or a lost slot, is copied anew; the old slot does not stay', async () => {
  await world.stopServer();
  await sql('alter table counts add column note text');
  await world.startServer();
  const withColumn = world.server.status();
  expect(withColumn.rulesVersion).toBe(3);
  await world.stopServer();
  await sql(`select pg_drop_replication_slot(slot_name) from pg_replication_slots`);
  await world.startServer();
  expect(world.server.status().rulesVersion).toBe(4);
  const slots = await world.target.database.query('select slot_name from pg_replication_slots');
  expect(slots.rows).toEqual([{ slot_name: world.server.status().slotName }]);
  await synced(523);
});

test('[R1] a slot that is lost while streams are open ends them, and the copy is made anew', async () => {
  await using client = await StreamClient.open(world.target, { user: 'anna' });
  await client.until((state) => state.rows('goods').length === 523);
  await sql('select pg_terminate_backend(active_pid, 5000) from pg_replication_slots');
  await sql('select pg_drop_replication_slot(slot_name) from pg_replication_slots');
  while ((await client.next()) !== undefined);
  await expect
    .poll(() => world.server.status(), { timeout: 20_000 })
    .toMatchObject({ phase: 'streaming', rulesVersion: 5 });
  const state = await synced(523);
  expect([...state.announced.keys()].every((name) => name.startsWith('5#'))).toBe(true);
});

test('[S10] a client that goes leaves nothing behind', async () => {
  const client = await StreamClient.open(world.target, { user: 'anna' });
  await client.next();
  expect(world.server.status().connections).toBe(1);
  await client[Symbol.asyncDispose]();
  await expect.poll(() => world.server.status().connections, { timeout: 2_000 }).toBe(0);
});

test('[T110] what breaks inside is in the log, and who asks learns no SQL, no table and no stack', async () => {
  const headers = { authorization: `Token ${await token(world.target, 'anna')}` };
  const ask = () => fetch(`${world.target.baseUrl}/write-checkpoint2.json?client_id=c`, { headers });
  await world.storage('alter table flux_sync.write_checkpoints rename to elsewhere');
  const answer = await ask();
  await world.storage('alter table flux_sync.elsewhere rename to write_checkpoints');
  expect([answer.status, await answer.json()]).toEqual([
    500,
    {
      error: {
        code: 'PSYNC_S2001',
        status: 500,
        description: 'Internal server error',
        name: 'ServiceError',
      },
    },
  ]);
  expect(world.log.join('\n')).toContain('write_checkpoints');
  expect((await ask()).status).toBe(200);
});

test('[R3] refused rules stop the start, with the reason', async () => {
  const rules = path.join(rulesDir, 'bad.yaml');
  await writeFile(
    rules,
    'config:\n  edition: 3\nstreams:\n  a:\n    query: SELECT count(*) FROM goods GROUP BY id\n',
  );
  await expect(startSyncServer({ ...world.options, rulesPath: rules })).rejects.toThrow(/refused/);
});
