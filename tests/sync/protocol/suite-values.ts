import { expect, test } from 'vitest';
import { StreamClient } from './stream-client.ts';
import type { Suite } from './suite.ts';

// What the real service sends, byte for byte (edition 3, timestamp_max_precision: milliseconds).
const EXPECTED: Record<string, string> = {
  a_text: '"tab\\t \\"quoted\\" ü \\\\ 😀"',
  a_uuid: '"0f8fad5b-d9cb-469f-a165-70867728950e"',
  a_bool: '1',
  a_int2: '-7',
  a_int4: '2147483647',
  a_int8: '9007199254740993',
  a_float8: '1.5',
  a_numeric: '"6.2500"',
  a_date: '"2026-01-02"',
  a_time: '"10:20:30.120"',
  a_timestamp: '"2026-11-22T22:02:56.700"',
  a_timestamptz: '"2026-11-22T20:02:56.761Z"',
  a_jsonb: '"{\\"k\\": [1, 2.50, null]}"',
  a_json: '"{\\"k\\":  1}"',
  a_texts: '"[\\"a\\",\\"b c\\",null,\\"NULL\\",\\"q\\\\\\"\\"]"',
  an_int_grid: '"[[1,2],[3,4]]"',
  an_enum: '"weighed"',
  a_domain: '42',
};

export function runValueTests(suite: Suite): void {
  const insert = `insert into value_kinds values ($1, $2, E'tab\\t "quoted" ü \\\\ 😀', '0F8FAD5B-D9CB-469F-A165-70867728950E',
    true, -7, 2147483647, 9007199254740993, 1.5, 6.25, '2026-01-02', '10:20:30.12', '2026-11-22 22:02:56.7',
    '2026-11-22 22:02:56.7619+02', '{"k":[1,2.50,null]}', '{"k":  1}', array['a', 'b c', null, 'NULL', 'q"'],
    '{{1,2},{3,4}}', 'weighed', 42, '\\xdeadbeef')`;

  async function dataOf(user: string, id: string): Promise<string> {
    await using client = await StreamClient.open(suite.target, { user });
    await client.until((state) => state.ids('value_kinds').includes(id));
    const ops = client.lines.flatMap((line) => ('data' in line ? line.data.data : []));
    return ops.findLast((op) => op.object_id === id)?.data ?? '';
  }

  test("[V1] every type has the service's own JSON text", async () => {
    const [user, place, id] = [suite.fresh('user'), suite.fresh('place'), suite.fresh('v')];
    await suite.join(user, place);
    await suite.sql(insert, [id, place]);
    const columns = Object.entries(EXPECTED).map(([name, text]) => `"${name}":${text}`);
    expect(await dataOf(user, id)).toBe(`{"id":"${id}","place_id":"${place}",${columns.join(',')}}`);
  });

  test('[V2] null is null, and odd times have a form', async () => {
    const [user, place, id] = [suite.fresh('user'), suite.fresh('place'), suite.fresh('v')];
    await suite.join(user, place);
    await suite.sql(
      `insert into value_kinds (id, place_id, a_bool, a_timestamptz, a_timestamp, a_date, a_texts, a_time)
       values ($1, $2, false, 'infinity', '0022-09-08 21:19:28', '-infinity', '{}', '23:59:59')`,
      [id, place],
    );
    expect(JSON.parse(await dataOf(user, id))).toMatchObject({
      a_text: null,
      a_bool: 0,
      a_timestamptz: '9999-12-31T23:59:59.000Z',
      a_timestamp: '0022-09-08T21:19:28.000',
      a_date: '0000-01-01',
      a_texts: '[]',
      a_time: '23:59:59.000',
    });
  });
}
