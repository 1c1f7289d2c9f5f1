import type { Pool, PoolClient } from 'pg';
import type { OpId } from '#stack/sync-server/protocol/op-id.ts';
import { readState } from './state.ts';

// PUT a@1  PUT b@2  PUT a@3  REMOVE b@4  PUT c@5
//   │ what a later op of the same key replaced becomes MOVE: key and data go, checksum stays
//   ▼
// MOVE@1   MOVE@2   PUT a@3  REMOVE b@4  PUT c@5
//   │ what is no PUT at the bucket's start becomes one CLEAR at the last of them, with the sum of their checksums
//   ▼
//          CLEAR@2  PUT a@3  REMOVE b@4  PUT c@5

/** Compact a bucket on its own once so many ops, and a tenth of its ops, are superseded. */
const WORTHWHILE_OPS = 1000;

/**
 * How far each bucket has been compacted in this process. A session whose checkpoint is below that must give it up:
 * rows of its checkpoint may be gone from the log, replaced by ops that it may not send yet (C3).
 */
export class CompactionHorizon {
  readonly #compactedTo = new Map<number, OpId>();

  raise(bucketId: number, opId: OpId): void {
    this.#compactedTo.set(bucketId, Math.max(opId, this.#compactedTo.get(bucketId) ?? 0));
  }

  /** Whether a checkpoint at `opId` can still be read from the bucket. */
  allows(bucketId: number, opId: OpId): boolean {
    return (this.#compactedTo.get(bucketId) ?? 0) <= opId;
  }

  /** Bucket ids start anew with a new rules version. */
  reset(): void {
    this.#compactedTo.clear();
  }
}

async function moveSuperseded(client: PoolClient, bucketId: number, upTo: OpId): Promise<number> {
  const moved = await client.query(
    `with latest as (
       select op_key, max(op_id) as op_id from flux_sync.bucket_ops
        where bucket_id = $1 and op_id <= $2 and op_key is not null group by op_key having count(*) > 1)
     update flux_sync.bucket_ops o
        set kind = 'M', op_key = null,
            entry = format('{"op_id":"%s","op":"MOVE","checksum":%s}', o.op_id, o.checksum)
       from latest
      where o.bucket_id = $1 and o.op_key = latest.op_key and o.op_id < latest.op_id`,
    [bucketId, upTo],
  );
  return moved.rowCount ?? 0;
}

async function clearLeading(client: PoolClient, bucketId: number, upTo: OpId): Promise<number> {
  const cleared = await client.query(
    `with opening as (
       select op_id from flux_sync.bucket_ops
        where bucket_id = $1 and op_id <= $2
          and op_id < coalesce((select min(op_id) from flux_sync.bucket_ops where bucket_id = $1 and kind = 'P'),
                               9223372036854775807)),
     gone as (
       delete from flux_sync.bucket_ops o using opening
        where o.bucket_id = $1 and o.op_id = opening.op_id and (select count(*) from opening) > 1
       returning o.op_id, o.checksum)
     select count(*) as count, max(op_id) as "opId", sum(checksum)::bigint % 4294967296 as checksum
       from gone`,
    [bucketId, upTo],
  );
  const { count, opId, checksum } = cleared.rows[0];
  if (count === 0) return 0;
  await client.query(
    `insert into flux_sync.bucket_ops (bucket_id, op_id, kind, checksum, entry)
     values ($1, $2, 'C', $3::bigint, format('{"op_id":"%s","op":"CLEAR","checksum":%s}', $2::bigint, $3::bigint))`,
    [bucketId, opId, checksum],
  );
  return count - 1;
}

async function compactBucket(client: PoolClient, bucketId: number, upTo: OpId): Promise<CompactionResult> {
  await client.query('begin');
  try {
    const moved = await moveSuperseded(client, bucketId, upTo);
    const cleared = await clearLeading(client, bucketId, upTo);
    await client.query(
      'update flux_sync.buckets set op_count = op_count - $2, superseded = greatest(0, superseded - $3) where id = $1',
      [bucketId, cleared, moved],
    );
    await client.query('commit');
    return { buckets: 1, moved, cleared };
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

export interface CompactionResult {
  readonly buckets: number;
  /** Ops that became MOVE. */
  readonly moved: number;
  /** Ops that a CLEAR took in. */
  readonly cleared: number;
}

/** Shrinks the log without changing what any client ends up with (C1, C2). All buckets, or those where it pays. */
export async function compact(
  pool: Pool,
  horizon: CompactionHorizon,
  which: 'all' | 'worthwhile',
): Promise<CompactionResult> {
  const client = await pool.connect();
  const total = { buckets: 0, moved: 0, cleared: 0 };
  try {
    const { rows } = await client.query<{ id: number }>(
      `select id from flux_sync.buckets where $1 or superseded >= greatest(${WORTHWHILE_OPS}, op_count / 10) order by id`,
      [which === 'all'],
    );
    for (const { id } of rows) {
      // The horizon first, then the work: a session that starts in between has a checkpoint at or above it.
      const { lastOpId } = await readState(client);
      horizon.raise(id, lastOpId);
      const done = await compactBucket(client, id, lastOpId);
      total.buckets += 1;
      total.moved += done.moved;
      total.cleared += done.cleared;
    }
  } finally {
    client.release();
  }
  return total;
}
