/** One migrated Postgres for all database tests; each test works in locations of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '#stack/postgres/apply-migrations.ts';
import { startCluster, SUPERUSER } from '#stack/postgres/cluster.ts';
import { prepareDatabase } from '#stack/postgres/prepare-database.ts';
import { freePort } from '#tests/support/free-port.ts';

declare module 'vitest' {
  interface ProvidedContext {
    superuserUri: string;
    migrationUri: string;
    gatewayUri: string;
  }
}

const PASSWORD = 'database-tests';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-database-'));
  const cluster = await startCluster({ dir, port: await freePort(), password: PASSWORD, durable: false });
  await prepareDatabase(cluster.uri(SUPERUSER, 'postgres'), PASSWORD);
  const migrationUri = cluster.uri('postgres', 'postgres');
  await applyMigrations({ databaseUri: migrationUri, migrationsDir: path.resolve('supabase/migrations') });
  project.provide('superuserUri', cluster.uri(SUPERUSER, 'postgres'));
  project.provide('migrationUri', migrationUri);
  project.provide('gatewayUri', cluster.uri('authenticator', 'postgres'));
  return async () => {
    await cluster.stop();
    await rm(dir, { recursive: true, force: true });
  };
}
