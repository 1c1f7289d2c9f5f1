import { expect, test } from 'vitest';
import { ClientState } from './client-state.ts';
import { postStream, StreamClient, streamBody } from './stream-client.ts';
import type { Suite } from './suite.ts';
import { token } from './target.ts';

export function runMembershipTests(suite: Suite): void {
  const addGood = (place: string): Promise<unknown> =>
    suite.sql(`insert into goods (id, place_id, name) values ($1, $2, 'a')`, [suite.fresh('g'), place]);

  test('[T107] [M1] a grant brings the place into the open stream, a revoke takes it out', async () => {
    const [user, place] = [suite.fresh('user'), suite.fresh('place')];
    await addGood(place);
    await using client = await StreamClient.open(suite.target, { user });
    await client.until();
    expect(client.state.announced.size).toBe(0);
    await suite.join(user, place);
    await client.until((state) => state.rows('goods').length === 1);
    await suite.sql('delete from members where user_id = $1', [user]);
    const lines = await client.until((state) => state.announced.size === 0);
    const removed = lines.flatMap((line) =>
      'checkpoint_diff' in line ? line.checkpoint_diff.removed_buckets : [],
    );
    expect(removed.map((name) => name.replace(/^\d+#/, '')).toSorted()).toEqual([
      `counts|0["${place}"]`,
      `goods|0["${place}"]`,
    ]);
    expect(client.state.rows('goods')).toEqual([]);
  });

  test('[M1] a membership that moves to another place moves the buckets', async () => {
    const [user, from, to] = [suite.fresh('user'), suite.fresh('place'), suite.fresh('place')];
    await addGood(from);
    await addGood(to);
    await suite.join(user, from);
    await using client = await StreamClient.open(suite.target, { user });
    await client.until((state) => state.rows('goods')[0]?.['place_id'] === from);
    await suite.sql('update members set place_id = $2 where user_id = $1', [user, to]);
    await client.until((state) => state.rows('goods')[0]?.['place_id'] === to);
    expect(client.state.rows('goods')).toHaveLength(1);
  });

  test('[T107] [M3] a foreign place never appears: neither by default, nor asked for, nor claimed as had', async () => {
    const [user, own, foreign] = [suite.fresh('user'), suite.fresh('place'), suite.fresh('place')];
    await suite.join(user, own);
    await suite.join(suite.fresh('stranger'), foreign);
    await addGood(own);
    await addGood(foreign);
    await suite.sql(`insert into notes values ($1, $2, 'secret')`, [suite.fresh('n'), foreign]);
    const subscriptions = [{ stream: 'notes', parameters: { place_id: foreign }, override_priority: null }];
    const parameters = { place_id: foreign, user_id: 'stranger' };
    await using client = await StreamClient.open(suite.target, { user, subscriptions, parameters });
    await client.until((state) => state.rows('goods').length === 1);
    await addGood(foreign);
    await addGood(own);
    await client.until((state) => state.rows('goods').length === 2);
    expect(JSON.stringify(client.lines)).not.toContain(foreign);
  });

  test('[M4] a member through two rows keeps the place while one remains', async () => {
    const [user, place] = [suite.fresh('user'), suite.fresh('place')];
    await addGood(place);
    await suite.join(user, place);
    await suite.sql('insert into members values ($1, $2, $3)', [suite.fresh('second'), place, user]);
    await using client = await StreamClient.open(suite.target, { user });
    await client.until((state) => state.rows('goods').length === 1);
    await suite.sql('delete from members where id = $1', [`${user}/${place}`]);
    await addGood(place);
    await client.until((state) => state.rows('goods').length === 2);
    await suite.sql('delete from members where user_id = $1', [user]);
    await client.until((state) => state.announced.size === 0);
  });

  test('[S11] a user with too many places is refused, not served in part', async () => {
    const user = suite.fresh('user');
    await suite.sql(
      `insert into members select $1 || '/' || n, $1 || '-' || n, $1 from generate_series(1, 1001) n`,
      [user],
    );
    const ask = async () =>
      postStream(suite.target, await token(suite.target, user), streamBody({ user }, new ClientState()));
    await expect.poll(async () => statusOf(await ask()), { timeout: 10_000 }).toBe(500);
    const refusal = (await (await ask()).json()) as { error: { code: string } };
    expect(refusal.error.code).toBe('PSYNC_S2305');
  });
}

async function statusOf(response: Response): Promise<number> {
  if (response.ok) await response.body?.cancel();
  return response.status;
}
