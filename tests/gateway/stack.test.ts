import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { applyMigrations } from '#stack/postgres/apply-migrations.ts';
import { clientOf, startTestStack, type TestStack } from '#tests/support/stack.ts';

async function temp(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-stack-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function query(stack: TestStack, sql: string, role = 'postgres'): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(stack.uri(role));
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('data, users and keys survive a restart, also one after a crash', async () => {
  const [dataDir, migrationsDir] = [await temp(), await temp()];
  await writeFile(
    path.join(migrationsDir, '1_t.sql'),
    'create table public.t (n int); insert into public.t values (1);',
  );
  const first = await startTestStack({ dataDir, migrationsDir, sync: false });
  await first.createUser({ email: 'a@example.com', password: 'correct horse' });
  await first.restartPostgres('immediate');
  await first.stop();
  await writeFile(path.join(migrationsDir, '2_u.sql'), 'insert into public.t values (2);');
  const second = await startTestStack({ dataDir, migrationsDir, sync: false });
  expect([second.anonKey, second.serviceKey, second.jwtSecret]).toEqual([
    first.anonKey,
    first.serviceKey,
    first.jwtSecret,
  ]);
  expect(await query(second, 'select n from t order by n')).toEqual([{ n: 1 }, { n: 2 }]);
  const { error } = await clientOf(second).auth.signInWithPassword({
    email: 'a@example.com',
    password: 'correct horse',
  });
  expect(error).toBeNull();
  for (const file of ['secrets.json', 'info.json']) {
    expect((await stat(path.join(dataDir, file))).mode & 0o777, file).toBe(0o600);
  }
  expect(JSON.parse(await readFile(path.join(dataDir, 'info.json'), 'utf8'))).toMatchObject({
    url: second.url,
    anonKey: second.anonKey,
  });
  await expect(startTestStack({ dataDir, migrationsDir, sync: false })).rejects.toThrow(
    /Another Flux \(process \d+\) uses/,
  );
  await second.stop();
});

test('migrations run as a role with the rights of Supabase’s postgres', async () => {
  await using stack = await startTestStack({ migrationsDir: await temp(), sync: false });
  const [role] = await query(
    stack,
    `select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication, rolcanlogin
    from pg_roles where rolname = current_user`,
  );
  expect(role).toEqual({
    rolsuper: false,
    rolcreaterole: true,
    rolcreatedb: true,
    rolbypassrls: true,
    rolreplication: true,
    rolcanlogin: true,
  });
  await query(
    stack,
    'create table public.t (u uuid references auth.users); create schema app; create publication powersync for table public.t',
  );
  await query(stack, 'select * from auth.users');
  for (const refused of [
    'create table auth.mine ()',
    'insert into auth.users (id) values (gen_random_uuid())',
    "create function f() returns int language sql as 'select 1'; create role w; alter function f() owner to w",
    'create publication every for all tables',
    "copy (select 1) to program 'true'",
    'alter role authenticated superuser',
    'set role supabase_auth_admin',
  ]) {
    await expect(query(stack, refused), refused).rejects.toMatchObject({ code: '42501' });
  }
  // The roles of the sync server see the application, nothing else.
  expect(await query(stack, 'select * from public.t', 'powersync_role')).toEqual([]);
  await expect(query(stack, 'select * from auth.users', 'powersync_role')).rejects.toMatchObject({
    code: '42501',
  });
  await expect(query(stack, 'select * from public.t', 'powersync_storage')).rejects.toMatchObject({
    code: '42501',
  });
});

test('migrations run once, in order, each whole, also from two callers; a changed one is refused', async () => {
  const migrationsDir = await temp();
  await using stack = await startTestStack({ migrationsDir, sync: false });
  const write = (name: string, sql: string): Promise<void> => writeFile(path.join(migrationsDir, name), sql);
  const run = (): Promise<string[]> => applyMigrations({ databaseUri: stack.databaseUri, migrationsDir });
  await write('20_second.sql', 'insert into public.t values (2); select pg_sleep(0.3);');
  await write('10_first.sql', 'create table public.t (n int);');
  const answers = await Promise.all([run(), run(), run()]);
  expect(answers.flat()).toEqual(['10_first.sql', '20_second.sql']);
  expect(await query(stack, 'select n from public.t')).toEqual([{ n: 2 }]);

  await write('30_broken.sql', 'insert into public.t values (3);\nselect\n  nope;');
  await expect(run()).rejects.toThrow('30_broken.sql:3: column "nope" does not exist');
  expect(await query(stack, 'select n from public.t')).toEqual([{ n: 2 }]);
  await write('30_broken.sql', 'insert into public.t values (3);');
  expect(await run()).toEqual(['30_broken.sql']);

  await write('10_first.sql', 'create table public.t (n bigint);');
  await expect(run()).rejects.toThrow('10_first.sql changed after it ran in this database.');
  expect(
    await query(stack, 'select version, name from supabase_migrations.schema_migrations order by version'),
  ).toEqual([
    { version: '10', name: 'first' },
    { version: '20', name: 'second' },
    { version: '30', name: 'broken' },
  ]);
});

test('a port in use is said so, and nothing is left running', async () => {
  const dataDir = await temp();
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  );
  const start = (): Promise<TestStack> =>
    startTestStack({ port, dataDir, migrationsDir: dataDir, sync: false });
  await expect(start()).rejects.toThrow(`Port ${port} is in use. Set FLUX_PORT to another.`);
  await new Promise((resolve) => other.close(resolve));
  await (await start()).stop();
});

test('durability is on unless a test turns it off', async () => {
  const show =
    "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('wal_level') as wal";
  await using safe = await startTestStack({ durable: true, migrationsDir: await temp(), sync: false });
  expect(await query(safe, show)).toEqual([{ fsync: 'on', commit: 'on', wal: 'logical' }]);
});
