import pg from 'pg';
import type { Lsn } from '#stack/sync-server/storage/state.ts';
import { sourceConfig } from './source-connection.ts';

const CONNECTIONS = 2;

/**
 * Marks where the source's log is now. The mark is itself a committed message of the log, so the replicator gets
 * past it even if nothing else ever happens (W2).
 */
export class SourceMarker {
  readonly #pool: pg.Pool;

  constructor(databaseUri: string, log: (line: string) => void) {
    this.#pool = new pg.Pool({ ...sourceConfig(databaseUri, { replication: false }), max: CONNECTIONS });
    this.#pool.on('error', (error) => log(`source: idle connection lost: ${error.message}`));
    // One that is in use: its statement rejects.
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  async mark(): Promise<Lsn> {
    const { rows } = await this.#pool.query<{ lsn: Lsn }>(
      `select pg_logical_emit_message(true, 'flux_write_checkpoint', '')::text as lsn`,
    );
    const lsn = rows[0]?.lsn;
    if (lsn === undefined) throw new Error('The source gave no position');
    return lsn;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
