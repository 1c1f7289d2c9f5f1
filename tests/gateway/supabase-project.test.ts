/** What Flux takes for granted of a Supabase project, and what it must not. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { places } from '#stack/config.ts';
import { applyMigrations } from '#stack/postgres/apply-migrations.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

/** A project before its first migration. */
async function emptyProject(): Promise<TestStack> {
  const migrationsDir = await mkdtemp(path.join(tmpdir(), 'flux-no-migrations-'));
  onTestFinished(() => rm(migrationsDir, { recursive: true, force: true }));
  return startTestStack({ migrationsDir, sync: false });
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

const migrate = ({ databaseUri }: TestStack) =>
  applyMigrations({ databaseUri, migrationsDir: places.migrations });

/** Who of the API's roles may do what to which object of ours. */
const grants = `
  select a.grantee::regrole::text as role, a.privilege_type as privilege, o.name
  from (
    select c.oid::regclass::text as name, c.relacl as acl from pg_class c where c.relnamespace = 'public'::regnamespace
    union all
    select p.oid::regprocedure::text, p.proacl from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace)
  ) o, aclexplode(o.acl) a
  where a.grantee <> 0 and a.grantee::regrole::text in ('anon', 'authenticated', 'flux_writer')
  order by 1, 2, 3`;

test('[R12-8] a project that gives new tables to nobody, as Supabase does from October 2026, has the same rights as one that gives them to all', async () => {
  await using usual = await startTestStack({ sync: false });
  await using strict = await emptyProject();
  for (const kind of ['tables', 'functions', 'sequences'])
    await query(
      strict,
      `alter default privileges for role postgres in schema public
         revoke all on ${kind} from anon, authenticated, service_role`,
      'supabase_admin',
    );
  await migrate(strict);
  const rights = await query(strict, grants);
  expect(rights.filter(({ role }) => role === 'authenticated').length).toBeGreaterThan(40);
  expect(rights).toEqual(await query(usual, grants));
});

test('the Supabase CLI goes on where our migrations ended, and the other way round', async () => {
  await using stack = await emptyProject();
  const files = (await readdir(places.migrations)).toSorted();
  const versions = files.map((file) => file.split('_')[0]);
  // As the CLI (pkg/migration/history.go) makes the table and notes what ran; here, the first of ours.
  const first = await readFile(path.join(places.migrations, files[0]!), 'utf8');
  await query(stack, first);
  const cli = `create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
    alter table supabase_migrations.schema_migrations add column if not exists statements text[];
    alter table supabase_migrations.schema_migrations add column if not exists name text;`;
  const note = (version: string) =>
    `insert into supabase_migrations.schema_migrations (version, name, statements) values ('${version}', 'roles', array['select 1'])`;
  await query(stack, 'drop schema supabase_migrations cascade');
  await query(stack, cli);
  await query(stack, note(versions[0]!));
  expect(await migrate(stack)).toEqual(files.slice(1));
  expect(await migrate(stack)).toEqual([]);

  await query(stack, cli);
  const ran = await query(stack, 'select version from supabase_migrations.schema_migrations order by 1');
  expect(ran.map(({ version }) => version)).toEqual(versions);
  await query(stack, note('20990101000000'));
});

test('every migration is named as the CLI wants it', async () => {
  for (const file of await readdir(places.migrations)) expect(file).toMatch(/^\d{14}_[a-z0-9_]+\.sql$/);
});

test('supabase/config.toml and the local stack agree on what they both set', async () => {
  const config = await readFile(path.join(places.root, 'supabase', 'config.toml'), 'utf8');
  const server = await readFile(path.join(places.root, 'local-stack', 'stack.ts'), 'utf8');
  const number = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1]?.replace('_', ''));
  expect(number(config, /^jwt_expiry = (\d+)$/m)).toBe(number(server, /jwtExpirySeconds \?\? ([\d_]+)/));
  expect(number(config, /^refresh_token_reuse_interval = (\d+)$/m)).toBe(
    number(server, /refreshReuseSeconds \?\? ([\d_]+)/),
  );
  await using stack = await startTestStack({ sync: false });
  const [row] = await query(stack, 'show server_version_num');
  expect(number(config, /^major_version = (\d+)$/m)).toBe(
    Math.floor(Number(row!['server_version_num']) / 10_000),
  );
  expect(config).toContain('schemas = ["public"]');
});
