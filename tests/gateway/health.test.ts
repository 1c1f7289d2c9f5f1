import pg from 'pg';
import { expect, test } from 'vitest';
import type { RequestEntry } from '#stack/gateway/request-log.ts';
import { startTestStack } from '#tests/support/stack.ts';

test('each request of the API is told in a line, without what may be secret', async () => {
  const told: RequestEntry[] = [];
  await using stack = await startTestStack({ sync: false, onRequest: (entry) => told.push(entry) });
  const secret = 'eyJhbGciOiJIUzI1NiJ9.secret.secret';
  await fetch(`${stack.url}/rest/v1/items?select=id&apikey=${secret}`);
  await fetch(`${stack.url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: stack.anonKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'nobody@flux.test', password: 'hunter2hunter2' }),
  });
  await fetch(`${stack.url}/sell`);
  expect(told).toEqual([
    { method: 'GET', path: '/rest/v1/items', status: 401, ms: expect.any(Number) },
    { method: 'POST', path: '/auth/v1/token', status: 400, ms: expect.any(Number) },
  ]);
});

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

test('nobody reads the replication slot: degraded, which a monitor sees; read again, all is well', async () => {
  await using stack = await startTestStack();
  const su = new pg.Client(stack.uri('supabase_admin'));
  await su.connect();
  const becomes = (status: number) =>
    expect.poll(async () => (await fetch(`${stack.url}/health`)).status, { timeout: 15_000 }).toBe(status);
  await su.query('alter role powersync_role nologin');
  await su.query(
    `select pg_terminate_backend(active_pid) from pg_replication_slots where active_pid is not null`,
  );
  await becomes(503);
  const answer = await fetch(`${stack.url}/health`);
  expect(await answer.json()).toMatchObject({ status: 'degraded', database: 'ok', sync: 'down' });
  await su.query('alter role powersync_role login');
  await su.end();
  await becomes(200);
});
