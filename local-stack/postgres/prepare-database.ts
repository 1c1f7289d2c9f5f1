import { readFile } from 'node:fs/promises';
import pg from 'pg';

const LOGIN_ROLES = [
  'authenticator',
  'postgres',
  'supabase_auth_admin',
  'powersync_role',
  'powersync_storage',
];

/** The database that the sync server keeps its buckets in, beside the application's. */
export const SYNC_DATABASE = 'flux_sync';

/**
 * Brings a cluster to the state of a fresh Supabase project (supabase-shim.sql)
 * and gives every login role the stack's password. Safe to repeat.
 */
export async function prepareDatabase(superuserUri: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUri });
  await client.connect();
  try {
    const shim = await readFile(new URL('./supabase-shim.sql', import.meta.url), 'utf8');
    const literal = client.escapeLiteral(password);
    const passwords = LOGIN_ROLES.map(
      (role) => `alter role ${client.escapeIdentifier(role)} password ${literal}`,
    );
    // "if not exists" answers with a notice each; they say nothing here.
    await client.query('set client_min_messages = warning');
    await client.query(`begin; ${shim}; ${passwords.join(';')}; commit`);
    const found = await client.query('select from pg_database where datname = $1', [SYNC_DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${SYNC_DATABASE} owner powersync_storage`);
  } finally {
    await client.end();
  }
}
