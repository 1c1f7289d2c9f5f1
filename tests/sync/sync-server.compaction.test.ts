import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClientState, type WireOp } from '#tests/sync/protocol/client-state.ts';
import { LocalWorld } from '#tests/sync/protocol/local-world.ts';
import { StreamClient } from '#tests/sync/protocol/stream-client.ts';

let world: LocalWorld;
beforeAll(async () => {
  world = await LocalWorld.start();
});
afterAll(() => world[Symbol.asyncDispose]());

type Step = { readonly kind: 'put' | 'delete' | 'move'; readonly row: number } | { readonly kind: 'compact' };

const step = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ kind: fc.constantFrom('put', 'put', 'delete', 'move'), row: fc.nat(5) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('compact' as const) }) },
) as fc.Arbitrary<Step>;

async function take(place: string, given: Step, value: number): Promise<void> {
  const { database } = world.target;
  if (given.kind === 'compact') {
    await world.caughtUp();
    await world.server.compact();
    return;
  }
  const id = `${place}/${given.row}`;
  if (given.kind === 'delete') await database.query('delete from counts where id = $1', [id]);
  else if (given.kind === 'move')
    await database.query(
      `update counts set place_id = case place_id when $2 then $2 || '-away' else $2 end where id = $1`,
      [id, place],
    );
  else
    await database.query(
      `insert into counts values ($1, $2, $3) on conflict (id) do update set quantity_milli = excluded.quantity_milli`,
      [id, place, value],
    );
}

/** The log of the place's bucket as it is now. */
async function log(place: string): Promise<{ bucket: string; ops: WireOp[] }> {
  await world.caughtUp();
  const rows = await world.storage<{ name: string; entry: string }>(
    `select b.name, o.entry from flux_sync.buckets b join flux_sync.bucket_ops o on o.bucket_id = b.id
      where b.name like $1 order by o.op_id`,
    [`%#counts|0["${place}"]`],
  );
  return { bucket: rows[0]?.name ?? '', ops: rows.map(({ entry }) => JSON.parse(entry) as WireOp) };
}

/** A client that went offline after the first `count` ops. */
function halfSynced(bucket: string, ops: readonly WireOp[], count: number): ClientState {
  const state = new ClientState();
  const last = ops[count - 1];
  if (last === undefined) return state;
  const announced = { bucket, checksum: 0, count: 0, priority: 0 as const, subscriptions: [] };
  state.apply({ checkpoint: { last_op_id: last.op_id, buckets: [announced], streams: [] } });
  state.apply({ data: { bucket, data: ops.slice(0, count) } });
  return state;
}

test(
  "[C1] whatever a client had, after any history and compaction it has exactly the table's rows",
  { timeout: 100_000 },
  async () => {
    let run = 0;
    const steps = (maxLength: number) => fc.array(step, { maxLength });
    const property = fc.asyncProperty(steps(25), steps(25), steps(8), async (before, between, after) => {
      const place = `p${(run += 1)}`;
      await world.target.database.query('insert into members values ($1, $1, $1)', [place]);
      for (const [n, given] of before.entries()) await take(place, given, n);
      const { bucket, ops } = await log(place);
      const prefixes = new Set([
        0,
        1,
        Math.floor(ops.length / 3),
        Math.floor(ops.length / 2),
        ops.length - 1,
        ops.length,
      ]);
      const clients = [...prefixes]
        .filter((count) => count >= 0)
        .map((count) => halfSynced(bucket, ops, count));
      for (const [n, given] of between.entries()) await take(place, given, 100 + n);
      await take(place, { kind: 'compact' }, 0);
      for (const [n, given] of after.entries()) await take(place, given, 200 + n);
      await world.caughtUp();
      const expected = await world.target.database.query(
        'select id, place_id, quantity_milli::int from counts where place_id = $1 order by id',
        [place],
      );
      for (const state of clients) {
        await using client = await StreamClient.open(world.target, { user: place, state });
        await client.until(); // its checksums are verified there
        expect(state.rows('counts').toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1))).toEqual(
          expected.rows,
        );
      }
    });
    await fc.assert(property, { numRuns: 12, endOnFailure: true });
  },
);

test('[C2] compaction shrinks a hot bucket to its rows', async () => {
  const { database } = world.target;
  await database.query(`insert into members values ('hot', 'hot', 'hot')`);
  await database.query(`insert into counts select 'hot/' || n, 'hot', 0 from generate_series(1, 10) n`);
  for (let n = 0; n < 20; n += 1)
    await database.query(`update counts set quantity_milli = $1 where place_id = 'hot'`, [n]);
  await database.query(`insert into counts values ('hot/last', 'hot', 1)`);
  await world.caughtUp();
  const result = await world.server.compact();
  expect(result.moved).toBeGreaterThanOrEqual(200);
  const { ops } = await log('hot');
  expect(ops.map((op) => op.op)).toEqual(['CLEAR', ...Array.from({ length: 11 }, () => 'PUT')]);
  expect((await world.server.compact()).moved).toBe(0);
});

test('[C3] a compaction beneath a download under way shows no checkpoint with rows missing', async () => {
  const { database } = world.target;
  await database.query(`insert into members values ('slow', 'slow', 'slow')`);
  const insert = `insert into notes select 'slow/' || n, 'slow', repeat('large ', 2000) from generate_series(1, 900) n`;
  await database.query(insert);
  await world.caughtUp();
  const subscriptions = [{ stream: 'notes', parameters: { place_id: 'slow' }, override_priority: null }];
  await using client = await StreamClient.open(world.target, { user: 'slow', subscriptions });
  while (!client.lines.some((line) => 'data' in line)) await client.next();
  // The server is held back by a client that does not read; meanwhile the ops of its checkpoint are replaced.
  await database.query(`update notes set body = body || 'y' where place_id = 'slow'`);
  await world.caughtUp();
  expect((await world.server.compact()).moved).toBeGreaterThanOrEqual(900);
  await client.until();
  expect(client.state.rows('notes')).toHaveLength(900);
});
