/** The journal head of a shop, held by a test: who posts there waits. */
import { setTimeout as sleep } from 'node:timers/promises';
import { owner, superuser, type Shop } from './world.ts';

type Query = (sql: string, values: unknown[]) => Promise<unknown>;

/** Holds the journal head of a shop while `run` runs; what `run` writes through the client is committed with it. */
export async function holdingHead(shop: Shop, run: (query: Query) => Promise<void>): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('select from public.location_journal_heads where location_id = $1 for update', [
      shop.id,
    ]);
    await run((sql, values) => client.query(sql, values));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

export async function untilWaiting(connections: number): Promise<void> {
  for (;;) {
    const { rows } = await superuser.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock' and usename = 'authenticator'`,
    );
    if (rows[0]!.waiting >= connections) return;
    await sleep(20);
  }
}
