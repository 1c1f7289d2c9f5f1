/**
 * `npm run schema:generate`: migrations → a throwaway Postgres → the files that
 * must agree with them. `generated()` is what the freshness test compares.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { applyMigrations } from '#stack/postgres/apply-migrations.ts';
import { startCluster, SUPERUSER } from '#stack/postgres/cluster.ts';
import { prepareDatabase } from '#stack/postgres/prepare-database.ts';
import { describeAccess } from '#stack/schema/access.ts';
import { readPublishedTables } from '#stack/schema/catalog.ts';
import { describeSchema } from '#stack/schema/describe.ts';
import { emitNotes, emitTables } from '#stack/schema/emit.ts';

const root = path.resolve(import.meta.dirname, '../..');
const PASSWORD = 'throwaway';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The text of each generated file, by its path from the root. */
export async function generateFrom(databaseUri: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: databaseUri });
  await client.connect();
  try {
    const tables = await readPublishedTables(client);
    return {
      'src/schema/tables.generated.ts': emitTables(tables),
      'src/schema/table-notes.generated.ts': emitNotes(tables),
      'supabase/schema.generated.sql': await describeSchema(client),
      'supabase/access.generated.md': await describeAccess(client),
    };
  } finally {
    await client.end();
  }
}

async function main(): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-schema-'));
  const cluster = await startCluster({ dir, port: await freePort(), password: PASSWORD, durable: false });
  try {
    await prepareDatabase(cluster.uri(SUPERUSER, 'postgres'), PASSWORD);
    const databaseUri = cluster.uri('postgres', 'postgres');
    await applyMigrations({ databaseUri, migrationsDir: path.join(root, 'supabase/migrations') });
    for (const [file, text] of Object.entries(await generateFrom(databaseUri))) {
      await writeFile(path.join(root, file), text);
    }
  } finally {
    await cluster.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

if (import.meta.main) await main();
