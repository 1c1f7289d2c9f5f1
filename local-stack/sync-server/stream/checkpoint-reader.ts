import type { Pool, PoolClient } from 'pg';
import type { OpId, ProtocolOpId } from '#stack/sync-server/protocol/op-id.ts';
import { SyncError } from '#stack/sync-server/protocol/sync-error.ts';
import type { BucketGrants, GrantedBucket } from '#stack/sync-server/rules/buckets-for-token.ts';
import { readBuckets, readLookups, type BucketState } from '#stack/sync-server/storage/bucket-log.ts';
import { readState } from '#stack/sync-server/storage/state.ts';
import {
  readWriteCheckpoint,
  type WriteCheckpointKey,
} from '#stack/sync-server/storage/write-checkpoints.ts';

export interface Checkpoint {
  readonly lastOpId: OpId;
  readonly writeCheckpoint: ProtocolOpId | undefined;
  readonly isWaitingForWrite: boolean;
  readonly buckets: ReadonlyMap<string, CheckpointEntry>;
  readonly lookups: ReadonlySet<string>;
}

export interface CheckpointEntry {
  readonly granted: GrantedBucket;
  /** Undefined for a bucket that never had a row. */
  readonly state: BucketState | undefined;
}

export interface CheckpointQuestion {
  readonly rulesVersion: number;
  readonly grants: BucketGrants;
  readonly writeCheckpointKey: WriteCheckpointKey;
}

async function read(client: PoolClient, question: CheckpointQuestion): Promise<Checkpoint> {
  const state = await readState(client);
  if (state.lsn === null || state.rulesVersion !== question.rulesVersion)
    throw new SyncError('PSYNC_S2302', 500, 'No sync config available');
  const write = await readWriteCheckpoint(client, question.writeCheckpointKey);
  const { buckets, lookups } = await question.grants.read((keys) => readLookups(client, keys));
  const states = await readBuckets(
    client,
    buckets.map(({ bucket }) => bucket),
  );
  return {
    lastOpId: state.lastOpId,
    writeCheckpoint: write.reachedId,
    isWaitingForWrite: write.isWaiting,
    buckets: new Map(
      buckets.map((granted) => [granted.bucket, { granted, state: states.get(granted.bucket) }]),
    ),
    lookups,
  };
}

/** Buckets, their sums, the write checkpoint and the position, all as of one moment of the storage (M2). */
export async function readCheckpoint(pool: Pool, question: CheckpointQuestion): Promise<Checkpoint> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read read only');
    const checkpoint = await read(client, question);
    await client.query('commit');
    return checkpoint;
  } catch (error) {
    // The connection may be in any state: let the pool make another.
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}
