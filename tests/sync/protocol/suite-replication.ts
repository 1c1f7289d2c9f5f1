import { expect, test } from 'vitest';
import { opsIn, StreamClient } from './stream-client.ts';
import type { Suite } from './suite.ts';

export function runReplicationTests(suite: Suite): void {
  async function member(): Promise<[user: string, place: string]> {
    const [user, place] = [suite.fresh('user'), suite.fresh('place')];
    await suite.join(user, place);
    return [user, place];
  }

  test('[L1] inserts, updates and deletes arrive, in the order of their commits', async () => {
    const [user, place] = await member();
    const id = suite.fresh('g');
    await using client = await StreamClient.open(suite.target, { user });
    await client.until();
    await suite.sql(`insert into goods (id, place_id, name) values ($1, $2, 'first')`, [id, place]);
    await client.until((state) => state.rows('goods')[0]?.['name'] === 'first');
    await suite.sql(`update goods set name = 'second', price_minor = 9007199254740 where id = $1`, [id]);
    await client.until((state) => state.rows('goods')[0]?.['name'] === 'second');
    expect(client.state.rows('goods')[0]).toMatchObject({
      id,
      name: 'second',
      price_minor: 9_007_199_254_740,
    });
    await suite.sql('delete from goods where id = $1', [id]);
    await client.until((state) => state.rows('goods').length === 0);
  });

  test('[L3] an update keeps the large columns that it did not touch', async () => {
    const [user, place] = await member();
    const [id, description] = [suite.fresh('g'), 'long text '.repeat(1_200)];
    await using client = await StreamClient.open(suite.target, { user });
    await suite.sql(`insert into goods (id, place_id, name, description) values ($1, $2, 'a', $3)`, [
      id,
      place,
      description,
    ]);
    await client.until((state) => state.rows('goods').length === 1);
    await suite.sql(`update goods set name = 'b' where id = $1`, [id]);
    await client.until((state) => state.rows('goods')[0]?.['name'] === 'b');
    expect(client.state.rows('goods')[0]?.['description']).toBe(description);
  });

  test('[L3] a change of key keeps the large columns, and the old row goes', async () => {
    const [user, place] = await member();
    const [id, next, description] = [suite.fresh('g'), suite.fresh('g'), 'long text '.repeat(1_200)];
    await using client = await StreamClient.open(suite.target, { user });
    await suite.sql(`insert into goods (id, place_id, name, description) values ($1, $2, 'a', $3)`, [
      id,
      place,
      description,
    ]);
    await client.until((state) => state.rows('goods').length === 1);
    await suite.sql('update goods set id = $2 where id = $1', [id, next]);
    await client.until((state) => state.ids('goods').includes(next));
    expect(client.state.rows('goods')).toMatchObject([{ id: next, description }]);
  });

  test('[L4] a row that changes its place leaves one bucket for the other', async () => {
    const [user, place] = await member();
    const [other, outsider] = [suite.fresh('place'), suite.fresh('user')];
    await suite.join(outsider, other);
    const id = suite.fresh('g');
    await using here = await StreamClient.open(suite.target, { user });
    await using there = await StreamClient.open(suite.target, { user: outsider });
    await suite.sql(`insert into goods (id, place_id, name) values ($1, $2, 'a')`, [id, place]);
    await here.until((state) => state.ids('goods').includes(id));
    await suite.sql('update goods set place_id = $2 where id = $1', [id, other]);
    await here.until((state) => state.rows('goods').length === 0);
    await there.until((state) => state.ids('goods').includes(id));
  });

  test('[L5] a truncate removes every row', async () => {
    const [user, place] = await member();
    await using client = await StreamClient.open(suite.target, { user });
    await suite.sql(`insert into pairs select $1, n::text, n from generate_series(1, 20) n`, [place]);
    await client.until((state) => state.rows('pairs').length === 20);
    await suite.sql('truncate pairs');
    await client.until((state) => state.rows('pairs').length === 0);
  });

  test(
    '[L6] a large transaction arrives whole: no complete checkpoint shows a part of it',
    { timeout: 60_000 },
    async () => {
      const [user, place] = await member();
      await using client = await StreamClient.open(suite.target, { user });
      await client.until();
      const from = client.lines.length;
      await suite.sql(
        `insert into counts (id, place_id, quantity_milli) select $1 || '/' || n, $1, n from generate_series(1, 20000) n`,
        [place],
      );
      await client.until((state) => state.rows('counts').length > 0);
      expect(client.state.rows('counts')).toHaveLength(20_000);
      expect(opsIn(client.lines.slice(from))).toBe(20_000);
    },
  );

  test('[L7] many changes of one row in one transaction end with the last', async () => {
    const [user, place] = await member();
    const id = suite.fresh('c');
    await using client = await StreamClient.open(suite.target, { user });
    await client.until();
    await suite.sql(
      `do $$ begin
         insert into counts values ('${id}', '${place}', 0);
         for n in 1..50 loop update counts set quantity_milli = n where id = '${id}'; end loop;
         delete from counts where id = '${id}';
         insert into counts values ('${id}', '${place}', 77);
       end $$`,
    );
    await client.until((state) => state.rows('counts')[0]?.['quantity_milli'] === 77);
  });
}
