import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import pg from 'pg';
import { makeApp, type AppOptions, type SyncServer } from './app.ts';

export type GatewayOptions = Omit<AppOptions, 'db' | 'pool'> & {
  /** 0 takes a free one. */
  readonly port: number;
  /** As `authenticator`, for /rest/v1. */
  readonly restUri: string;
  /** As `supabase_auth_admin`, for /auth/v1. */
  readonly authUri: string;
};

export type Gateway = {
  readonly port: number;
  /** The pool of Supabase Auth's part, for making users without HTTP. */
  readonly authPool: pg.Pool;
  stop(): Promise<void>;
};

/** Opens the one origin of the stack on 127.0.0.1. Fails with EADDRINUSE when the port is taken. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  // Pushes of one location wait for each other inside Postgres: a busy one must not take every connection.
  const pool = openPool(options.restUri, 40, options.log);
  const db = openPool(options.authUri, 4, options.log);
  const app = makeApp({ ...options, db, pool });
  const answer = getRequestListener(app.fetch);
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 60_000 }, (incoming, outgoing) => {
    void answer(incoming, outgoing);
  });
  server.maxHeadersCount = 100;
  try {
    await listen(server, options.port);
  } catch (error) {
    await Promise.all([pool.end(), db.end()]);
    throw error;
  }
  return {
    port: (server.address() as AddressInfo).port,
    authPool: db,
    stop: async () => {
      await close(server, options.sync);
      await Promise.all([pool.end(), db.end()]);
    },
  };
}

function openPool(connectionString: string, max: number, log: (line: string) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    types: { getTypeParser },
  });
  // A connection may end with Postgres, idle or at work; unheard, either would end the process.
  pool.on('error', (error) => log(`postgres: ${error.message}`));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const TIMESTAMPTZ = 1184;

/** Times as the text that goes into JSON. */
const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === TIMESTAMPTZ
    ? (text: string) => new Date(text).toISOString()
    : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** No new requests; open streams are ended by their server; what is still open after two seconds is cut. */
async function close(server: Server, sync: SyncServer | undefined): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const cut = setTimeout(() => server.closeAllConnections(), 2_000);
  await sync?.stop();
  await closed;
  clearTimeout(cut);
}
