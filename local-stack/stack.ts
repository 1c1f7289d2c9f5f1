import { createServer } from 'node:net';
import path from 'node:path';
import { places } from './config.ts';
import { cheapCost } from './gateway/password.ts';
import { createUser, type NewUser, type User } from './gateway/accounts.ts';
import { makeApiKeys } from './gateway/api-keys.ts';
import type { SyncServer } from './gateway/app.ts';
import type { RequestEntry } from './gateway/request-log.ts';
import { startGateway, type Gateway } from './gateway/server.ts';
import { claimDataDir, removeInfo, writeInfo, type Info } from './instance.ts';
import { applyMigrations } from './postgres/apply-migrations.ts';
import { startCluster, SUPERUSER, type Cluster } from './postgres/cluster.ts';
import { prepareDatabase, SYNC_DATABASE } from './postgres/prepare-database.ts';
import { loadSecrets } from './secrets.ts';

export type StackOptions = {
  /** 0 takes a free one. */
  readonly port: number;
  readonly dataDir: string;
  /** A PowerSync Service to use instead of the built-in sync server. */
  readonly powersyncUrl?: string | undefined;
  readonly jwtSecret?: string | undefined;
  /** false turns fsync off, and makes passwords cheap to check: for tests only. */
  readonly durable?: boolean;
  readonly migrationsDir?: string;
  readonly rulesPath?: string;
  readonly distDir?: string;
  /** How long an access token lives; 3600. */
  readonly jwtExpirySeconds?: number;
  /** How long a replaced refresh token may still be shown; 10, as on Supabase. */
  readonly refreshReuseSeconds?: number;
  /** The largest body of a request to /rest/v1; 1 MiB. */
  readonly maxBodyBytes?: number;
  /** false starts no sync server. */
  readonly sync?: boolean;
  readonly log?: (line: string) => void;
  /** Hears of each request of the API. */
  readonly onRequest?: (entry: RequestEntry) => void;
};

export type Stack = Info & {
  readonly port: number;
  readonly dataDir: string;
  readonly jwtSecret: string;
  readonly postgresPort: number;
  /** The application's database as any role of the shim; `postgres` is who migrates. */
  uri(role: string, database?: string): string;
  createUser(user: NewUser): Promise<User>;
  restartPostgres(mode?: 'fast' | 'immediate'): Promise<void>;
  stop(): Promise<void>;
};

/*
 *  claim the data directory ─► secrets ─► Postgres ─► shim ─► migrations ─► sync server ─► gateway
 *  stop() undoes it in the opposite order; a failure on the way undoes what was begun.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const undo: (() => void | Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    return await bringUp(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(
  options: StackOptions,
  undo: (() => void | Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Stack> {
  const { dataDir, powersyncUrl, log = () => undefined } = options;
  const claim = await claimDataDir(dataDir);
  undo.push(() => claim.release());
  const secrets = await loadSecrets(dataDir);
  const jwtSecret = options.jwtSecret ?? secrets.jwtSecret;
  const cluster = await startDatabase(options, secrets.postgresPassword, undo);
  const uri = (role: string, database = 'postgres'): string => cluster.uri(role, database);

  const ran = await applyMigrations({
    databaseUri: uri('postgres'),
    migrationsDir: options.migrationsDir ?? places.migrations,
  });
  for (const file of ran) log(`migrated ${file}`);
  const isSyncing = powersyncUrl === undefined && (options.sync ?? true);
  const sync = isSyncing ? await startSync(options, uri, jwtSecret, log) : undefined;
  if (sync) undo.push(() => sync.stop());
  const keys = await makeApiKeys(jwtSecret);
  const gateway = await startOrigin(options, {
    restUri: uri('authenticator'),
    authUri: uri('supabase_auth_admin'),
    jwtSecret,
    keys,
    sync,
    log,
  });
  // The gateway's stop() ends the sync server's streams too.
  if (sync) undo.pop();
  undo.push(() => gateway.stop());

  const url = `http://localhost:${gateway.port}`;
  const info: Info = { url, ...keys, databaseUri: uri('postgres'), powersyncUrl: powersyncUrl ?? url };
  await writeInfo(dataDir, info);
  undo.push(() => removeInfo(dataDir));
  return {
    ...info,
    port: gateway.port,
    dataDir,
    jwtSecret,
    postgresPort: cluster.port,
    uri,
    createUser: (user) =>
      createUser(gateway.authPool, user, options.durable === false ? cheapCost : undefined),
    restartPostgres: (mode) => cluster.restart(mode),
    stop,
  };
}

async function startDatabase(
  options: StackOptions,
  password: string,
  undo: (() => void | Promise<void>)[],
): Promise<Cluster> {
  const cluster = await startCluster({
    dir: path.join(options.dataDir, 'postgres'),
    port: await freePort(),
    password,
    durable: options.durable ?? true,
  });
  undo.push(() => cluster.stop());
  await prepareDatabase(cluster.uri(SUPERUSER, 'postgres'), password);
  return cluster;
}

type Origin = Pick<
  Parameters<typeof startGateway>[0],
  'restUri' | 'authUri' | 'jwtSecret' | 'keys' | 'sync' | 'log'
>;

async function startOrigin(options: StackOptions, origin: Origin): Promise<Gateway> {
  try {
    return await startGateway({
      ...origin,
      port: options.port,
      powersyncUrl: options.powersyncUrl,
      distDir: options.distDir ?? places.dist,
      jwtExpirySeconds: options.jwtExpirySeconds ?? 3_600,
      refreshReuseSeconds: options.refreshReuseSeconds ?? 10,
      maxBodyBytes: options.maxBodyBytes ?? 1_048_576,
      onRequest: options.onRequest,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${options.port} is in use. Set FLUX_PORT to another.`, { cause: error });
  }
}

async function startSync(
  options: StackOptions,
  uri: (role: string, database?: string) => string,
  jwtSecret: string,
  log: (line: string) => void,
): Promise<SyncServer> {
  const { startSyncServer } = await import('./sync-server/start.ts');
  return startSyncServer({
    databaseUri: uri('powersync_role'),
    storageUri: uri('powersync_storage', SYNC_DATABASE),
    rulesPath: options.rulesPath ?? places.rules,
    jwtSecret,
    log,
  });
}

/** A port that nobody listens on now; Postgres cannot choose one itself. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
