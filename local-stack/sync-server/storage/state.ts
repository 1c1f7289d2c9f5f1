import type { ClientBase } from 'pg';
import type { OpId } from '#stack/sync-server/protocol/op-id.ts';

/** A position in the source's write-ahead log, as Postgres writes it: `16/B374D848`. */
export type Lsn = string;

export interface StorageState {
  readonly rulesVersion: number;
  readonly rulesHash: string | null;
  readonly slotName: string | null;
  readonly lastOpId: OpId;
  /** Null until the initial copy is in. */
  readonly lsn: Lsn | null;
}

export async function readState(client: ClientBase): Promise<StorageState> {
  const { rows } = await client.query(
    `select rules_version as "rulesVersion", rules_hash as "rulesHash", slot_name as "slotName",
            last_op_id as "lastOpId", lsn::text as lsn
       from flux_sync.state`,
  );
  return rows[0] as StorageState;
}

export async function saveProgress(client: ClientBase, lastOpId: OpId, lsn: Lsn): Promise<void> {
  await client.query({
    name: 'save-progress',
    text: 'update flux_sync.state set last_op_id = $1, lsn = $2',
    values: [lastOpId, lsn],
  });
}

/**
 * Empties the log for a fresh copy under the next rules version. Op ids go on from where they were: a client asks
 * for what is after the last one that it saw, in all buckets (O2). Write checkpoints stay, so their ids never fall.
 */
export async function startNewVersion(
  client: ClientBase,
  rulesHash: string,
  slotName: string,
): Promise<StorageState> {
  await client.query('begin');
  await client.query(
    `truncate flux_sync.source_tables, flux_sync.source_rows, flux_sync.buckets, flux_sync.bucket_ops,
              flux_sync.parameter_lookups`,
  );
  await client.query(
    `update flux_sync.state
        set rules_version = rules_version + 1, rules_hash = $1, slot_name = $2, lsn = null`,
    [rulesHash, slotName],
  );
  await client.query('commit');
  return readState(client);
}
