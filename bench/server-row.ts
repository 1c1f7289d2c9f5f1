/**
 * Row 8: posting on the server, 16 clients at once, one sale each time, as the
 * gateway does it (role and claims set per transaction). fsync is on. The
 * gateway itself and its rate limits are not in it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { SUPERUSER } from '#stack/postgres/cluster.ts';
import { median, medianRatio, type Row } from './figures.ts';
import { openServerShop, type ServerShop } from './server-shop.ts';

const clientCount = 16;

export interface ServerOptions {
  readonly rounds: number;
  readonly salesPerClient: number;
}

interface Way {
  readonly sql: string;
  readonly argument: (record: object) => unknown;
  readonly isPosted: (answer: unknown) => boolean;
}

const push: Way = {
  sql: 'select public.push($1::jsonb) as answer',
  argument: (record) => [record],
  isPosted: (answer) => (answer as { results: { status: string }[] }).results[0]?.status === 'applied',
};

const handWritten: Way = {
  sql: 'select public.hand_written($1::jsonb) as answer',
  argument: (record) => record,
  isPosted: (answer) => answer !== null,
};

export async function serverRow({ rounds, salesPerClient }: ServerOptions): Promise<Row> {
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-bench-postgres-'));
  const shop = await openServerShop(dir);
  try {
    const clients = await Promise.all(Array.from({ length: clientCount }, () => connect(shop)));
    const ours: number[] = [];
    const floors: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const ways = round % 2 === 0 ? [push, handWritten] : [handWritten, push];
      for (const way of ways) {
        const speed = await salesPerSecond(shop, clients, way, salesPerClient);
        // The first round warms up.
        if (round > 0) (way === push ? ours : floors).push(speed);
      }
    }
    await Promise.all(clients.map((client) => client.end()));
    await refuseDeadlocks(shop);
    return {
      title: 'post on the server, 16 clients',
      unit: 'sales/s',
      flux: median(ours),
      floor: median(floors),
      dexie: null,
      ratio: medianRatio(ours, floors),
      aim: 0.8,
      isAtMost: false,
    };
  } finally {
    await shop.cluster.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

async function connect(shop: ServerShop): Promise<pg.Client> {
  const client = new pg.Client(shop.cluster.uri('authenticator', 'postgres'));
  await client.connect();
  return client;
}

async function salesPerSecond(
  shop: ServerShop,
  clients: readonly pg.Client[],
  way: Way,
  each: number,
): Promise<number> {
  const claims = JSON.stringify({ sub: shop.userId, role: 'authenticated' });
  const start = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let i = 0; i < each; i += 1) {
        const argument = JSON.stringify(way.argument(shop.makeRecord()));
        await client.query('begin');
        await client.query('set local role authenticated');
        await client.query(`select set_config('request.jwt.claims', $1, true)`, [claims]);
        const { rows } = await client.query<{ answer: unknown }>(way.sql, [argument]);
        await client.query('commit');
        if (!way.isPosted(rows[0]?.answer)) throw new Error(`Not posted: ${JSON.stringify(rows[0]?.answer)}`);
      }
    }),
  );
  return (clients.length * each * 1000) / (performance.now() - start);
}

async function refuseDeadlocks(shop: ServerShop): Promise<void> {
  const admin = new pg.Client(shop.cluster.uri(SUPERUSER, 'postgres'));
  await admin.connect();
  const { rows } = await admin.query<{ deadlocks: string }>(
    `select deadlocks from pg_stat_database where datname = 'postgres'`,
  );
  await admin.end();
  if (rows[0]?.deadlocks !== '0') throw new Error(`${rows[0]?.deadlocks} deadlocks.`);
}
