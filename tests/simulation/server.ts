/**
 * All that is not a device: Postgres with the real migrations, the real gateway
 * over it, the sync service. What may befall it are real states of it, not
 * pretended answers: a transaction that may only read, a function that a
 * deployment has not brought, a column that it has renamed.
 */
import { openAsBlob } from 'node:fs';
import type { Hono } from 'hono';
import { inject } from 'vitest';
import { makeApiKeys } from '#stack/gateway/api-keys.ts';
import { makeApp } from '#stack/gateway/app.ts';
import { loadRules, type Rules } from './replication.ts';
import type { OpenedWorld } from './world.ts';
import { SimPostgres } from './postgres.ts';
import { SyncService } from './sync-service.ts';
import { asOneAct, type Steps } from './steps.ts';

const jwtSecret = 'the secret of the simulated server, long enough';
/** Short, so that tokens expire within a run. */
const jwtExpirySeconds = 600;

/** What takes a while to make, once for all seeds of a file. */
export interface Backend {
  readonly postgres: SimPostgres;
  readonly rules: Rules;
  /** Shops that have opened, by what they were opened with. */
  readonly opened: Map<string, OpenedWorld>;
}

export async function startBackend(): Promise<Backend> {
  const postgres = await SimPostgres.open(await openAsBlob(inject('migratedDatabase')));
  return { postgres, rules: await loadRules(postgres), opened: new Map() };
}

/** A server at one moment. */
export interface KeptServer {
  readonly name: string;
  readonly sync: SyncService;
}

export type Trouble = 'down' | 'read_only' | 'function_missing' | 'column_renamed';

const troubles = {
  read_only: {
    begin: `set default_transaction_read_only = on`,
    end: `set default_transaction_read_only = off`,
  },
  function_missing: {
    begin: 'alter function public.push(jsonb) rename to push_of_tomorrow',
    end: 'alter function public.push_of_tomorrow(jsonb) rename to push',
  },
  column_renamed: {
    begin: 'alter table public.stock_moves rename column value_minor to value_of_tomorrow',
    end: 'alter table public.stock_moves rename column value_of_tomorrow to value_minor',
  },
} as const;

export class Server {
  readonly postgres: SimPostgres;
  readonly sync: SyncService;
  readonly anonKey: string;
  readonly #app: Hono;
  #trouble: Trouble | null = null;
  #original: string | null = null;

  private constructor(postgres: SimPostgres, sync: SyncService, anonKey: string, app: Hono) {
    this.postgres = postgres;
    this.sync = sync;
    this.anonKey = anonKey;
    this.#app = app;
  }

  /** With nothing in it, or as another one was when it was kept. */
  static async start({ postgres, rules }: Backend, steps: Steps, from?: KeptServer): Promise<Server> {
    await (from ? postgres.restore(from.name) : postgres.empty());
    const keys = await makeApiKeys(jwtSecret);
    const sync = new SyncService(postgres, rules, steps, jwtSecret, from?.sync);
    const pool = postgres.pool();
    const app = makeApp({
      keys,
      sync,
      pool,
      db: pool,
      jwtSecret,
      jwtExpirySeconds,
      refreshReuseSeconds: 10,
      maxBodyBytes: 2 ** 20,
      powersyncUrl: undefined,
      distDir: 'dist',
      // Its 5xx are what is being provoked.
      log: (line) => void (process.env['SIM_LOG'] && process.stdout.write(`${line}\n`)),
    });
    return new Server(postgres, sync, keys.anonKey, app);
  }

  /** To start others from; this one is not used any more. */
  async keep(name: string): Promise<KeptServer> {
    await asOneAct(this.postgres.keep(name));
    return { name, sync: this.sync };
  }

  /** One request, in one act: the one connection takes no other meanwhile. */
  answer(request: Request): Promise<Response> {
    return asOneAct(this.#answer(request));
  }

  async #answer(request: Request): Promise<Response> {
    if (this.#trouble === 'down') return new Response('Service Unavailable', { status: 503 });
    const peer = {
      incoming: { socket: { remoteAddress: '127.0.0.1', remoteFamily: 'IPv4', remotePort: 1 } },
    };
    const response = await this.#app.fetch(request, peer);
    if (request.method === 'POST' && new URL(request.url).pathname.startsWith('/rest/'))
      this.sync.noteCommit();
    return response;
  }

  /** One at a time; null ends it. */
  async befall(trouble: Trouble | null): Promise<void> {
    const before = this.#trouble;
    this.#trouble = trouble;
    if (before !== null && before !== 'down') await asOneAct(this.postgres.run(troubles[before].end));
    if (trouble !== null && trouble !== 'down') await asOneAct(this.postgres.run(troubles[trouble].begin));
  }

  /** Another function in the place of one of ours, until `putBack()`. */
  async replace({ signature, replacement }: { signature: string; replacement: string }): Promise<void> {
    const [original] = await asOneAct(
      this.postgres.rows<{ sql: string }>('select pg_get_functiondef($1::regprocedure) as sql', [signature]),
    );
    this.#original = original?.sql ?? null;
    await this.change(replacement);
  }

  async putBack(): Promise<void> {
    if (this.#original !== null) await asOneAct(this.postgres.run(this.#original));
    this.#original = null;
  }

  /** A hand in the database. */
  async change(sql: string): Promise<void> {
    await asOneAct(this.postgres.run(sql));
    this.sync.noteCommit();
  }
}
