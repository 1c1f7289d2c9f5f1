/**
 * The system of record in this process: PGlite with the real migrations, and a
 * pool over its one connection that the gateway takes for pg's.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite, type Results } from '@electric-sql/pglite';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import pg from 'pg';

const migrations = path.resolve('supabase/migrations');
const shim = path.resolve('local-stack/postgres/supabase-shim.sql');
const extensions = { pgcrypto, uuid_ossp };
const asText = (text: string) => text;
/** As the gateway has them from pg: 64 bits and times as text. */
const parsers = { 20: asText, 1184: (text: string) => new Date(text).toISOString() };

/** The SQL that makes it: the shim of a Supabase project, then the migrations. */
export async function sourcesOfDatabase(): Promise<string[]> {
  const files = (await readdir(migrations)).toSorted().map((file) => path.join(migrations, file));
  return Promise.all([shim, ...files].map((file) => readFile(file, 'utf8')));
}

/** A migrated database as a file, to be opened as often as one likes. Takes seconds. */
export async function makeDatabase([supabase = '', ...ours]: readonly string[]): Promise<Blob> {
  const db = await PGlite.create({ extensions });
  // On Supabase `postgres` is no superuser; here it is who made the cluster.
  await db.exec(`create role flux_root superuser login; set session authorization flux_root;
    alter role postgres rename to flux_boot`);
  await db.exec(supabase);
  await db.exec('set session authorization postgres');
  for (const sql of ours) await db.exec(sql);
  const made = await db.dumpDataDir('none');
  await db.close();
  return made;
}

interface Table {
  readonly name: string;
  /** Those that can be written. */
  readonly columns: string;
}

export class SimPostgres {
  readonly #db: PGlite;
  #queue: Promise<unknown> = Promise.resolve();
  readonly #tables: readonly Table[];
  /** By name, what had rows. */
  readonly #kept = new Map<string, readonly Table[]>();
  /** Statements that are planned once, by their text. */
  readonly #prepared = new Map<string, string>();

  private constructor(db: PGlite, tables: readonly Table[]) {
    this.#db = db;
    this.#tables = tables;
  }

  static async open(made: Blob): Promise<SimPostgres> {
    const db = await PGlite.create({ extensions, loadDataDir: made, username: 'flux_root' });
    const { rows } = await db.query<Table>(
      `select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ') as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace) group by 1 order by 1`,
    );
    return new SimPostgres(db, rows);
  }

  get #deletes(): string {
    return this.#tables.map(({ name }) => `delete from ${name}`).join('; ');
  }

  /** Every row gone, the append-only ones too. */
  async empty(): Promise<void> {
    await this.run(
      `set session_replication_role = replica; ${this.#deletes}; set session_replication_role = origin`,
    );
  }

  /** Keeps every row as it is now under a name, for `restore`. */
  async keep(name: string): Promise<void> {
    const counts = this.#tables.map(
      (table) => `select '${table.name}' as name from ${table.name} having count(*) > 0`,
    );
    const filled = new Set((await this.rows<Table>(counts.join(' union all '))).map((table) => table.name));
    const kept = this.#tables.filter((table) => filled.has(table.name));
    const copies = kept.map((table) => `create table ${copyOf(table, name)} as table ${table.name}`);
    await this.run(`create schema ${name}; ${copies.join('; ')}`);
    this.#kept.set(name, kept);
  }

  /** The rows that were kept, and no others. */
  async restore(name: string): Promise<void> {
    const back = (this.#kept.get(name) ?? []).map(
      (table) =>
        `insert into ${table.name} (${table.columns}) overriding system value select ${table.columns} from ${copyOf(table, name)}`,
    );
    await this.run(
      `set session_replication_role = replica; ${this.#deletes}; ${back.join('; ')}; set session_replication_role = origin`,
    );
  }

  /** Statements as the superuser, in one transaction that may write whatever others may. */
  run(sql: string): Promise<unknown> {
    return this.#alone(async () => {
      try {
        await this.#db.exec(`begin read write; ${sql}; commit`);
      } catch (error) {
        await this.#db.exec('rollback');
        throw error;
      }
    });
  }

  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    const { rows } = await this.#alone(() => this.#db.query<T>(sql, values));
    return rows;
  }

  /** As `rows`, for what is asked again and again. */
  async again<T>(sql: string): Promise<T[]> {
    const name = this.#prepared.get(sql) ?? `asked_${this.#prepared.size}`;
    if (!this.#prepared.has(sql)) await this.#alone(() => this.#db.exec(`prepare ${name} as ${sql}`));
    this.#prepared.set(sql, name);
    return this.rows<T>(`execute ${name}`);
  }

  close(): Promise<void> {
    return this.#db.close();
  }

  /** What the gateway needs of a pg.Pool: whoever has connected has the one connection until it releases it. */
  pool(): pg.Pool {
    const query = (...given: unknown[]) => ask(this.#db, given);
    const pool = {
      query: (...given: unknown[]) => this.#alone(() => query(...given)),
      connect: () =>
        new Promise((resolve) => {
          void this.#alone(
            () => new Promise<void>((release) => resolve({ query, release: () => release() })),
          );
        }),
    };
    return pool as unknown as pg.Pool;
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#queue.then(work);
    this.#queue = mine.catch(() => undefined);
    return mine;
  }
}

const copyOf = ({ name }: Table, kept: string): string => `${kept}."${name}"`;

async function ask(db: PGlite, [what, more]: unknown[]): Promise<pg.QueryResult> {
  const { text, values } = typeof what === 'string' ? { text: what, values: more } : (what as pg.QueryConfig);
  try {
    return resultOf(await db.query(text, (values ?? []) as unknown[], { parsers }));
  } catch (error) {
    throw asPgError(error);
  }
}

function resultOf({ rows, affectedRows }: Results): pg.QueryResult {
  const rowCount = rows.length > 0 ? rows.length : (affectedRows ?? 0);
  return { rows, rowCount } as unknown as pg.QueryResult;
}

/** The same fields under the class that the gateway knows. */
function asPgError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  return Object.assign(new pg.DatabaseError(error.message, 0, 'error'), error);
}
