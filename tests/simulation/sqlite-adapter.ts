/**
 * PowerSync's database over node:sqlite in this thread, with its own core
 * extension. `@powersync/node` would use worker threads, whose turns no seed
 * decides. One connection for reads and writes, as in the browser.
 */
import { fileURLToPath } from 'node:url';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { DBAdapter, LockContext, type RawQueryResult } from '@powersync/common';
import { getPowerSyncExtensionFilename } from '@powersync/node/worker.js';

const extension = fileURLToPath(
  new URL(getPowerSyncExtensionFilename(), import.meta.resolve('@powersync/node')),
);

/** Asked before every lock and every commit: where other things may happen, and where a process may die. */
export type Turn = (what: string) => Promise<void>;

export class SqliteAdapter extends DBAdapter {
  readonly name: string;
  readonly #file: DatabaseSync;
  readonly #connection: Connection;
  readonly #turn: Turn;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(file: string, name: string, turn: Turn) {
    super();
    this.name = name;
    this.#turn = turn;
    this.#file = new DatabaseSync(file, { allowExtension: true });
    this.#file.loadExtension(extension, 'sqlite3_powersync_init');
    // Nothing here survives a power cut, nor has to: a process that dies leaves what it has written.
    this.#file.exec('pragma journal_mode = memory; pragma synchronous = off');
    this.#connection = new Connection(this.#file, turn);
    this.#file.prepare(`select powersync_update_hooks('install')`).all();
  }

  close(): void {
    this.#file.close();
  }

  /** As when the process dies: an open transaction is rolled back. Returns the documents that are there. */
  kill(): string[] {
    if (this.#file.isTransaction) this.#file.exec('rollback');
    const [made] = this.look(`select 1 from sqlite_master where name = 'outbox'`);
    const written = made ? this.look<{ id: string }>('select entity_id as id from outbox') : [];
    this.#file.close();
    return written.map(({ id }) => id);
  }

  /** What is on the disk, without taking part in it. */
  look<Row>(sql: string): Row[] {
    return this.#file.prepare(sql).all() as Row[];
  }

  readLock<T>(fn: (tx: LockContext) => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      await this.#turn('read');
      return fn(this.#connection);
    });
  }

  writeLock<T>(fn: (tx: LockContext) => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      await this.#turn('write');
      try {
        return await fn(this.#connection);
      } finally {
        this.#announce();
      }
    });
  }

  async refreshSchema(): Promise<void> {
    await this.#connection.executeRaw(`pragma table_info('sqlite_master')`);
  }

  #announce(): void {
    const [row] = this.#file.prepare(`select powersync_update_hooks('get') as tables`).all();
    const tables = JSON.parse(String(row?.['tables'] ?? '[]')) as string[];
    if (tables.length > 0) this.iterateListeners((listener) => listener.tablesUpdated?.({ tables }));
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#queue.then(work);
    this.#queue = mine.catch(() => undefined);
    return mine;
  }
}

class Connection extends LockContext {
  readonly #file: DatabaseSync;
  readonly #turn: Turn;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: DatabaseSync, turn: Turn) {
    super();
    this.#file = file;
    this.#turn = turn;
  }

  async executeRaw(sql: string, values: readonly unknown[] = []): Promise<RawQueryResult> {
    if (sql === 'COMMIT') await this.#turn('commit');
    const statement = this.#statement(sql);
    const rawRows = statement.all(...(values as SQLInputValue[])) as unknown as RawQueryResult['rawRows'];
    return { rawRows, columnNames: statement.columns().map(({ name }) => name) } as RawQueryResult;
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = this.#file.prepare(sql);
    made.setReturnArrays(true);
    this.#statements.set(sql, made);
    return made;
  }
}
