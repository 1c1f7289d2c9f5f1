import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import pg from 'pg';
import { startCluster, SUPERUSER, type Cluster } from '#stack/postgres/cluster.ts';
import { startSyncServer, type SyncServer } from '#stack/sync-server/start.ts';
import { freePort } from '#tests/support/free-port.ts';
import type { ProtocolTarget } from './target.ts';

const PASSWORD = 'sync-tests';
const SECRET = 'a secret of the sync tests, long enough for HS256';
const here = import.meta.dirname;

/** A Postgres and a sync server of ours, with the suite's tables and streams. */
export class LocalWorld implements AsyncDisposable {
  readonly target: ProtocolTarget;
  readonly log: string[] = [];
  readonly cluster: Cluster;
  readonly #dir: string;
  readonly #http: Server;
  #server: SyncServer | undefined;
  #rulesPath = path.join(here, 'sync-rules.yaml');

  private constructor(dir: string, cluster: Cluster, http: Server) {
    this.#dir = dir;
    this.cluster = cluster;
    this.#http = http;
    const { port } = http.address() as AddressInfo;
    const database = new pg.Pool({ connectionString: cluster.uri(SUPERUSER, 'suite') });
    database.on('error', () => {}); // tests restart Postgres
    this.target = { baseUrl: `http://127.0.0.1:${port}`, jwtSecret: SECRET, database };
  }

  static async start(): Promise<LocalWorld> {
    const dir = await mkdtemp(path.join(tmpdir(), 'flux-sync-'));
    const cluster = await startCluster({ dir, port: await freePort(), password: PASSWORD, durable: false });
    await createDatabases(cluster);
    const listener = getRequestListener((request) => world.server.fetch(request), {
      overrideGlobalObjects: false,
    });
    const http = createServer((incoming, outgoing) => void listener(incoming, outgoing));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const world: LocalWorld = new LocalWorld(dir, cluster, http);
    await world.startServer();
    return world;
  }

  get server(): SyncServer {
    if (this.#server === undefined) throw new Error('The sync server is stopped');
    return this.#server;
  }

  get options() {
    return {
      databaseUri: this.cluster.uri('powersync_role', 'suite'),
      storageUri: this.cluster.uri('powersync_role', 'flux_sync'),
      rulesPath: this.#rulesPath,
      jwtSecret: SECRET,
      log: (line: string) => void this.log.push(line),
    };
  }

  async startServer(rulesPath = this.#rulesPath): Promise<void> {
    this.#rulesPath = rulesPath;
    this.#server = await startSyncServer(this.options);
  }

  async stopServer(): Promise<void> {
    await this.server.stop();
    this.#server = undefined;
  }

  /** Resolves once all that is committed at the source now is in the storage. */
  async caughtUp(): Promise<void> {
    const marked = await this.target.database.query(
      `select pg_logical_emit_message(true, 'test', '')::text as lsn`,
    );
    const reached = 'select lsn > $1::pg_lsn as reached from flux_sync.state';
    while ((await this.storage(reached, [marked.rows[0].lsn]))[0]?.['reached'] !== true) await sleep(20);
  }

  async storage<T extends pg.QueryResultRow>(query: string, values: unknown[] = []): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.cluster.uri(SUPERUSER, 'flux_sync') });
    await client.connect();
    try {
      return (await client.query<T>(query, values)).rows;
    } finally {
      await client.end();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.stop();
    this.#http.closeAllConnections();
    this.#http.close();
    await this.target.database.end();
    await this.cluster.stop();
    await rm(this.#dir, { recursive: true, force: true });
  }
}

async function createDatabases(cluster: Cluster): Promise<void> {
  const admin = new pg.Client({ connectionString: cluster.uri(SUPERUSER, 'postgres') });
  await admin.connect();
  await admin.query(`create role powersync_role with login replication bypassrls password '${PASSWORD}'`);
  await admin.query('create database suite');
  // As in production. Without it changes wait up to 200 ms for the log writer, and a crash may lose the last ones.
  await admin.query('alter database suite set synchronous_commit = on');
  await admin.query('create database flux_sync owner powersync_role');
  await admin.end();
  const source = new pg.Client({ connectionString: cluster.uri(SUPERUSER, 'suite') });
  await source.connect();
  await source.query(await readFile(path.join(here, 'setup.sql'), 'utf8'));
  await source.query('grant select on all tables in schema public to powersync_role');
  await source.end();
}
