import type pg from 'pg';
import type { Caller, Role } from './caller.ts';
import { fromConnecting, fromStatement } from './error-body.ts';

/** What a function can read of its request, by current_setting('request.…'). */
export type RequestContext = {
  readonly caller: Caller;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly isReadOnly: boolean;
};

export type RunInRequest = <T>(
  context: RequestContext,
  work: (client: pg.PoolClient) => Promise<T>,
) => Promise<T>;

// As PostgREST's db-schemas and db-extra-search-path on Supabase.
const SEARCH_PATH = 'public, extensions';

/*
 *  connect as authenticator ─► begin ─► role, claims, limits (all local) ─► work ─► commit
 *                                                                            │
 *                                              any error ─► rollback ────────┴─► PostgREST's answer
 */
/** Runs each request in one transaction of its own, as the caller's role; everything it did commits or nothing. */
export function requestTransactions(pool: pg.Pool): RunInRequest {
  let settings: Promise<RoleSettings> | undefined;
  return async (context, work) => {
    const isAnonymous = context.caller.role === 'anon';
    const client = await pool.connect().catch((error: unknown) => {
      throw fromConnecting(error);
    });
    let broken: Error | undefined;
    try {
      settings ??= readRoleSettings(client);
      const ofRole = await settings.catch((error: unknown) => {
        settings = undefined;
        throw error;
      });
      await client.query(context.isReadOnly ? 'begin read only' : 'begin');
      await client.query(contextStatement(context, ofRole[context.caller.role] ?? []));
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((cause: unknown) => {
        broken = cause instanceof Error ? cause : new Error(String(cause));
      });
      throw fromStatement(error, isAnonymous);
    } finally {
      // A connection that could not even roll back is thrown away.
      client.release(broken);
    }
  };
}

type RoleSettings = Partial<Record<Role, readonly [name: string, value: string][]>>;

/** `set role` does not bring the role's own settings (its statement_timeout): PostgREST applies them, so do we. */
async function readRoleSettings(client: pg.PoolClient): Promise<RoleSettings> {
  const { rows } = await client.query<{ role: Role; setting: string }>(
    `select rolname as role, unnest(rolconfig) as setting from pg_catalog.pg_roles
      where rolname in ('anon', 'authenticated', 'service_role')`,
  );
  const settings: Record<string, [string, string][]> = {};
  for (const { role, setting } of rows) {
    const at = setting.indexOf('=');
    (settings[role] ??= []).push([setting.slice(0, at), setting.slice(at + 1)]);
  }
  return settings;
}

function contextStatement(context: RequestContext, ofRole: readonly [string, string][]): pg.QueryConfig {
  const values: [string, string][] = [
    ['search_path', SEARCH_PATH],
    ['role', context.caller.role],
    ['request.jwt.claims', JSON.stringify(context.caller.claims)],
    ['request.method', context.method],
    ['request.path', context.path],
    ['request.headers', JSON.stringify(context.headers)],
    ...ofRole,
  ];
  const calls = values.map((_, i) => `pg_catalog.set_config($${2 * i + 1}, $${2 * i + 2}, true)`);
  // Prepared once a connection: it is the same for every request of a role.
  return { name: `context-${values.length}`, text: `select ${calls.join(', ')}`, values: values.flat() };
}
