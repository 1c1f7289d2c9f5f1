import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Lsn } from '#stack/sync-server/storage/state.ts';
import { sourceConfig } from './source-connection.ts';

export interface NewSlot {
  readonly name: string;
  /** The log streams from here; the snapshot shows exactly what was committed before. */
  readonly lsn: Lsn;
  readonly snapshotName: string;
  /** The snapshot lives until then. The slot stays. */
  release(): Promise<void>;
}

/** Slots are shared by all databases of a server, so every storage has its own name. */
export function newSlotName(): string {
  return `flux_sync_${randomBytes(6).toString('hex')}`;
}

export async function createSlot(databaseUri: string, name: string): Promise<NewSlot> {
  const client = new pg.Client(sourceConfig(databaseUri, { replication: true }));
  client.on('error', () => {}); // the copy's own connection fails with it
  await client.connect();
  try {
    const { rows } = await client.query(
      `CREATE_REPLICATION_SLOT ${pg.escapeIdentifier(name)} LOGICAL pgoutput (SNAPSHOT 'export')`,
    );
    const { consistent_point: lsn, snapshot_name: snapshotName } = rows[0];
    return { name, lsn, snapshotName, release: () => client.end() };
  } catch (error) {
    await client.end();
    throw error;
  }
}

export type SlotStatus = 'usable' | 'missing' | 'lost';

/** 'lost': Postgres threw away log that it needs (max_slot_wal_keep_size), so it can never go on. */
export async function slotStatus(source: pg.Client, name: string): Promise<SlotStatus> {
  const { rows } = await source.query(
    `select wal_status from pg_replication_slots where slot_name = $1 and database = current_database()`,
    [name],
  );
  if (rows.length === 0) return 'missing';
  return rows[0].wal_status === 'lost' ? 'lost' : 'usable';
}

const DROP_ATTEMPTS = 20;
const DROP_RETRY_MS = 250;

/** A slot stays active for a moment after its reader has gone. Nothing happens if it does not exist. */
export async function dropSlot(source: pg.Client, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { rows } = await source.query(
      `select active from pg_replication_slots where slot_name = $1 and database = current_database()`,
      [name],
    );
    if (rows.length === 0) return;
    if (rows[0].active !== 't' || attempt === DROP_ATTEMPTS) {
      await source.query('select pg_drop_replication_slot($1)', [name]);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, DROP_RETRY_MS));
  }
}
