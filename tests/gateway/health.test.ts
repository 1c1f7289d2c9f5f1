import pg from 'pg';
import { expect, test } from 'vitest';
import { startTestStack } from '#tests/support/stack.ts';

test('the health page says what works, and nothing of the inside when it does not', async () => {
  await using stack = await startTestStack();
  const health = async () => {
    const answer = await fetch(`${stack.url}/health`);
    return { status: answer.status, body: await answer.text() };
  };
  const well = await health();
  expect(well.status).toBe(200);
  expect(JSON.parse(well.body)).toEqual({
    status: 'ok',
    database: 'ok',
    sync: 'ok',
    lag_bytes: expect.any(Number),
  });
  const owner = new pg.Client(stack.uri('postgres'));
  await owner.connect();
  // As if the view were lost: whatever the database says of it stays inside.
  await owner.query('drop view operating.replication_lag');
  await owner.end();
  expect(await health()).toEqual({
    status: 503,
    body: JSON.stringify({ status: 'down', database: 'down', sync: 'unknown', lag_bytes: null }),
  });
  // The role it asked as is gone with the connection: nobody else acts as it.
  const asked = await fetch(`${stack.url}/rest/v1/items?select=id`, { headers: { apikey: stack.anonKey } });
  expect(asked.status).toBe(401);
});
