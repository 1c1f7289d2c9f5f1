import { expect, test } from 'vitest';
import { bucketsIn, opsIn, postStream, StreamClient, streamBody } from './stream-client.ts';
import { ClientState } from './client-state.ts';
import type { Suite } from './suite.ts';
import { nowSeconds, token } from './target.ts';

export function runStreamTests(suite: Suite): void {
  const addGoods = (place: string, count: number, prefix = place): Promise<unknown> =>
    suite.sql(
      `insert into goods (id, place_id, name) select $1 || '/' || n, $2, 'item ' || n from generate_series(1, $3::int) n`,
      [prefix, place, count],
    );

  test('[S1] the first line is a whole checkpoint: every bucket of the user with its checksum, count, priority and reason', async () => {
    const [user, place] = [suite.fresh('user'), suite.fresh('place')];
    await suite.join(user, place);
    await addGoods(place, 3);
    await using client = await StreamClient.open(suite.target, { user });
    await client.until((state) => state.ids('goods').length === 3);
    const [first] = client.lines;
    if (first === undefined || !('checkpoint' in first)) throw new Error('no checkpoint');
    expect(
      first.checkpoint.streams.map(({ name, is_default, errors }) => ({ name, is_default, errors })),
    ).toEqual([
      { name: 'counts', is_default: true, errors: [] },
      { name: 'goods', is_default: true, errors: [] },
    ]);
    const announced = [...client.state.announced.values()].map(({ bucket, priority, subscriptions }) => ({
      bucket: bucket.replace(/^\d+#/, ''),
      priority,
      subscriptions,
    }));
    expect(announced.toSorted((a, b) => a.priority - b.priority)).toEqual([
      { bucket: `counts|0["${place}"]`, priority: 0, subscriptions: [{ default: 0 }] },
      { bucket: `goods|0["${place}"]`, priority: 1, subscriptions: [{ default: 1 }] },
    ]);
  });

  test('[S2] data comes by priority, each but the last closed by a partial checkpoint that verifies', async () => {
    const [user, place] = [suite.fresh('user'), suite.fresh('place')];
    await suite.join(user, place);
    await addGoods(place, 2);
    await suite.sql(`insert into counts values ($1, $2, 5000)`, [suite.fresh('c'), place]);
    await suite.sql(`insert into notes values ($1, $2, 'hello')`, [suite.fresh('n'), place]);
    const subscriptions = [{ stream: 'notes', parameters: { place_id: place }, override_priority: null }];
    await settled(suite, {
      user,
      subscriptions,
      isThere: (state) =>
        state.ids('notes').length === 1 &&
        state.ids('goods').length === 2 &&
        state.ids('counts').length === 1,
    });
    await using client = await StreamClient.open(suite.target, { user, subscriptions });
    const kinds = (await client.until()).map((line) =>
      'partial_checkpoint_complete' in line
        ? `partial ${line.partial_checkpoint_complete.priority}`
        : 'data' in line
          ? line.data.bucket.replace(/^\d+#(\w+).*/, '$1')
          : Object.keys(line)[0],
    );
    expect(kinds).toEqual([
      'checkpoint',
      'counts',
      'partial 0',
      'goods',
      'partial 1',
      'notes',
      'checkpoint_complete',
    ]);
  });

  test('[S3] a change comes as a diff that names only what changed', async () => {
    const [user, place, other] = [suite.fresh('user'), suite.fresh('place'), suite.fresh('place')];
    await suite.join(user, place, other);
    await addGoods(place, 2);
    await addGoods(other, 2);
    await using client = await StreamClient.open(suite.target, { user });
    await client.until((state) => state.ids('goods').length === 4);
    await addGoods(place, 1, suite.fresh('late'));
    const lines = await client.until((state) => state.ids('goods').length === 5);
    const diffs = lines.flatMap((line) => ('checkpoint_diff' in line ? [line.checkpoint_diff] : []));
    const updated = diffs.flatMap((diff) =>
      diff.updated_buckets.map(({ bucket }) => bucket.replace(/^\d+#/, '')),
    );
    expect(new Set(updated)).toEqual(new Set([`goods|0["${place}"]`]));
    expect(diffs.flatMap((diff) => diff.removed_buckets)).toEqual([]);
    expect(opsIn(lines)).toBe(1);
  });

  test('[S4] a client that comes back gets only what is new', async () => {
    const [user, place] = [suite.fresh('user'), suite.fresh('place')];
    await suite.join(user, place);
    await addGoods(place, 30);
    const state = new ClientState();
    {
      await using client = await StreamClient.open(suite.target, { user, state });
      await client.until(() => state.ids('goods').length === 30);
    }
    await addGoods(place, 2, suite.fresh('more'));
    await using client = await StreamClient.open(suite.target, { user, state });
    const lines = await client.until(() => state.ids('goods').length === 32);
    expect(opsIn(lines)).toBe(2);
  });

  test('[S6] a data line holds at most 1,000 ops or so, and a long bucket comes in several', async () => {
    const [user, place] = [suite.fresh('user'), suite.fresh('place')];
    await suite.join(user, place);
    await addGoods(place, 2_500);
    await using client = await StreamClient.open(suite.target, { user });
    await client.until((state) => state.ids('goods').length === 2_500);
    const sizes = client.lines.flatMap((line) => ('data' in line ? [line.data.data.length] : []));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
  });

  test('[S7] streams that are not default come only when asked for; their buckets name the subscription', async () => {
    const [user, place] = [suite.fresh('user'), suite.fresh('place')];
    await suite.join(user, place);
    await suite.sql(`insert into notes values ($1, $2, 'hello')`, [suite.fresh('n'), place]);
    {
      await using plain = await StreamClient.open(suite.target, { user });
      await plain.until((state) => state.announced.size === 2);
      expect(plain.state.rows('notes')).toEqual([]);
    }
    const subscriptions = [{ stream: 'notes', parameters: { place_id: place }, override_priority: 2 }];
    await using client = await StreamClient.open(suite.target, {
      user,
      subscriptions,
      includeDefaults: false,
    });
    await client.until((state) => state.ids('notes').length === 1);
    const [notes, ...others] = client.state.announced.values();
    expect(others).toEqual([]);
    expect(notes?.priority).toBe(2);
    expect(new Set(notes?.subscriptions.map((why) => JSON.stringify(why)))).toEqual(new Set(['{"sub":0}']));
  });

  test('[S8] a stream that does not exist is not an error', async () => {
    const user = suite.fresh('user');
    const subscriptions = [{ stream: 'nothing', parameters: null, override_priority: null }];
    await using client = await StreamClient.open(suite.target, { user, subscriptions });
    await client.until();
    expect(client.state.announced.size).toBe(0);
  });

  test('[T107] [S9] a bucket the client has but may not have is left out of the checkpoint', async () => {
    const user = suite.fresh('user');
    const body = {
      ...streamBody({ user }, new ClientState()),
      buckets: [{ name: '1#goods|0["foreign"]', after: '5' }],
    };
    const abort = new AbortController();
    const response = await postStream(suite.target, await token(suite.target, user), body, abort.signal);
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).not.toContain('foreign');
    abort.abort();
  });

  test('[A2] the stream tells that its token expires, and ends with it', async () => {
    const user = suite.fresh('user');
    const jwt = await token(suite.target, user, { expiresAt: nowSeconds() + 3 });
    await using client = await StreamClient.open(suite.target, { user, token: jwt });
    while ((await client.next()) !== undefined);
    expect(client.lines.at(-1)).toEqual({ token_expires_in: 0 });
  });

  test('[P3] a row keyed otherwise than by its id stays one row through changes', async () => {
    const [user, place] = [suite.fresh('user'), suite.fresh('place')];
    await suite.join(user, place);
    await suite.sql(`insert into pairs values ($1, 'a', 1), ($1, 'b', 2)`, [place]);
    await using client = await StreamClient.open(suite.target, { user });
    await client.until((state) => state.ids('pairs').length === 2);
    await suite.sql(`update pairs set weight = 7 where place_id = $1 and tag = 'a'`, [place]);
    await suite.sql(`delete from pairs where place_id = $1 and tag = 'b'`, [place]);
    await client.until(
      (state) => state.ids('pairs').length === 1 && state.rows('pairs')[0]?.['weight'] === 7,
    );
    expect(client.state.rows('pairs')).toEqual([{ id: `${place}.a`, place_id: place, weight: 7 }]);
    expect(bucketsIn(client.lines).length).toBeGreaterThan(0);
  });
}

/** Waits until the service holds what a test is about, so that the test's own stream starts from a settled state. */
async function settled(
  suite: Suite,
  options: Parameters<typeof StreamClient.open>[1] & { isThere: (state: ClientState) => boolean },
): Promise<void> {
  await using client = await StreamClient.open(suite.target, options);
  await client.until(options.isThere);
}
