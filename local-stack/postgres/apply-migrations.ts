import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

type Migration = {
  readonly file: string;
  readonly version: string;
  readonly name: string;
  readonly hash: string;
  readonly sql: string;
};

const TABLE = 'supabase_migrations.schema_migrations';
const LOCK_KEY = 7_365_201;

/**
 * Runs the migrations that this database has not seen, in the order of their
 * names, each in its own transaction, as the role of the URI (`postgres`).
 * Returns the names of the files that ran. Two callers at once run each once.
 * A file that changed after it ran is refused: the database would no longer be
 * what the files say.
 */
export async function applyMigrations(options: {
  readonly databaseUri: string;
  readonly migrationsDir: string;
}): Promise<string[]> {
  const migrations = await readMigrations(options.migrationsDir);
  const client = new pg.Client({ connectionString: options.databaseUri });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    await client.query('set client_min_messages = warning');
    const applied = await readApplied(client);
    refuseChanged(migrations, applied);
    const pending = migrations.filter(({ version }) => !applied.has(version));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ file }) => file);
  } finally {
    await client.end();
  }
}

async function readMigrations(dir: string): Promise<Migration[]> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.sql')).toSorted();
  const migrations: Migration[] = [];
  for (const file of files) {
    const match = /^(\d+)_(.+)\.sql$/.exec(file);
    if (!match?.[1] || !match[2]) throw new Error(`${file}: a migration is named <digits>_<name>.sql`);
    const sql = await readFile(path.join(dir, file), 'utf8');
    const hash = createHash('sha256').update(sql).digest('hex');
    if (migrations.at(-1)?.version === match[1])
      throw new Error(`Two migrations have the version ${match[1]}.`);
    migrations.push({ file, version: match[1], name: match[2], hash, sql });
  }
  return migrations;
}

/** The table is the Supabase CLI's, with a hash: what one has begun the other goes on with. */
async function readApplied(client: pg.Client): Promise<Map<string, string | null>> {
  await client.query('create schema if not exists supabase_migrations');
  await client.query(`create table if not exists ${TABLE} (version text primary key)`);
  await client.query(`alter table ${TABLE} add column if not exists name text,
    add column if not exists hash text, add column if not exists applied_at timestamptz default now()`);
  // Of tables that older versions made.
  await client.query(`alter table ${TABLE} alter column name drop not null, alter column hash drop not null`);
  const { rows } = await client.query<{ version: string; hash: string | null }>(
    `select version, hash from ${TABLE}`,
  );
  return new Map(rows.map(({ version, hash }) => [version, hash]));
}

function refuseChanged(migrations: readonly Migration[], applied: ReadonlyMap<string, string | null>): void {
  const known = new Map(migrations.map((migration) => [migration.version, migration]));
  for (const [version, hash] of applied) {
    const migration = known.get(version);
    const advice = 'Add a new migration instead, or start from an empty database: npm run stack -- reset';
    if (!migration)
      throw new Error(`Migration ${version} ran in this database, but its file is gone. ${advice}`);
    // The CLI keeps none.
    if (hash !== null && migration.hash !== hash)
      throw new Error(`${migration.file} changed after it ran in this database. ${advice}`);
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query(`insert into ${TABLE} (version, name, hash) values ($1, $2, $3)`, [
      migration.version,
      migration.name,
      migration.hash,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`${migration.file}${placeOf(error, migration.sql)}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function placeOf(error: unknown, sql: string): string {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN;
  return Number.isNaN(position) ? '' : `:${sql.slice(0, position).split('\n').length}`;
}
