import type { ClientBase } from 'pg';
import { addChecksums } from '#stack/sync-server/protocol/checksum.ts';
import type { OpId } from '#stack/sync-server/protocol/op-id.ts';
import type { OpKind } from '#stack/sync-server/protocol/operation.ts';

export interface StoredOp {
  readonly bucketId: number;
  readonly opId: OpId;
  readonly kind: OpKind;
  readonly checksum: number;
  readonly opKey: string;
  readonly entry: string;
  /** Whether an earlier op of the bucket is replaced by this one. */
  readonly supersedes: boolean;
}

export interface NewBucket {
  readonly id: number;
  readonly name: string;
}

export interface StoredLookup {
  readonly lookup: string;
  readonly tableId: number;
  readonly rowKey: string;
  readonly parameters: string;
}

/** Arrays of columns, as `unnest` takes them: one statement for any number of rows. */
function columns<T>(rows: readonly T[], ...read: ((row: T) => unknown)[]): unknown[][] {
  return read.map((column) => rows.map(column));
}

export async function insertBuckets(client: ClientBase, buckets: readonly NewBucket[]): Promise<void> {
  if (buckets.length === 0) return;
  await client.query({
    name: 'insert-buckets',
    text: `insert into flux_sync.buckets (id, name, checksum, op_count, last_op_id)
           select id, name, 0, 0, 0 from unnest($1::int[], $2::text[]) as given (id, name)`,
    values: columns(
      buckets,
      (bucket) => bucket.id,
      (bucket) => bucket.name,
    ),
  });
}

/** Adds the ops to the log and to their buckets' sums. */
export async function insertOps(client: ClientBase, ops: readonly StoredOp[]): Promise<void> {
  if (ops.length === 0) return;
  await client.query({
    name: 'insert-ops',
    text: `insert into flux_sync.bucket_ops (bucket_id, op_id, kind, checksum, op_key, entry)
           select * from unnest($1::int[], $2::bigint[], $3::"char"[], $4::bigint[], $5::text[], $6::text[])`,
    values: columns(
      ops,
      (op) => op.bucketId,
      (op) => op.opId,
      (op) => op.kind,
      (op) => op.checksum,
      (op) => op.opKey,
      (op) => op.entry,
    ),
  });
  await addToBuckets(client, ops);
}

async function addToBuckets(client: ClientBase, ops: readonly StoredOp[]): Promise<void> {
  const sums = new Map<number, { checksum: number; count: number; lastOpId: OpId; superseded: number }>();
  for (const op of ops) {
    const sum = sums.get(op.bucketId) ?? { checksum: 0, count: 0, lastOpId: 0, superseded: 0 };
    sum.checksum = addChecksums(sum.checksum, op.checksum);
    sum.count += 1;
    sum.lastOpId = op.opId;
    sum.superseded += op.supersedes ? 1 : 0;
    sums.set(op.bucketId, sum);
  }
  await client.query({
    name: 'add-to-buckets',
    text: `update flux_sync.buckets b
              set checksum = (b.checksum + given.checksum) % 4294967296, op_count = op_count + given.count,
                  last_op_id = given.last_op_id, superseded = b.superseded + given.superseded
             from unnest($1::int[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
                  as given (id, checksum, count, last_op_id, superseded)
            where b.id = given.id`,
    values: columns(
      [...sums],
      ([id]) => id,
      ([, sum]) => sum.checksum,
      ([, sum]) => sum.count,
      ([, sum]) => sum.lastOpId,
      ([, sum]) => sum.superseded,
    ),
  });
}

type LookupKey = Omit<StoredLookup, 'parameters'>;

export async function replaceLookups(
  client: ClientBase,
  removed: readonly LookupKey[],
  added: readonly StoredLookup[],
): Promise<void> {
  if (removed.length > 0)
    await client.query({
      name: 'delete-lookups',
      text: `delete from flux_sync.parameter_lookups l
              using unnest($1::text[], $2::int[], $3::text[]) as given (lookup, table_id, row_key)
              where l.lookup = given.lookup and l.table_id = given.table_id and l.row_key = given.row_key`,
      values: columns(
        removed,
        (row) => row.lookup,
        (row) => row.tableId,
        (row) => row.rowKey,
      ),
    });
  if (added.length > 0)
    await client.query({
      name: 'insert-lookups',
      text: `insert into flux_sync.parameter_lookups (lookup, table_id, row_key, parameters)
             select * from unnest($1::text[], $2::int[], $3::text[], $4::text[])
             on conflict (lookup, table_id, row_key) do update set parameters = excluded.parameters`,
      values: columns(
        added,
        (row) => row.lookup,
        (row) => row.tableId,
        (row) => row.rowKey,
        (row) => row.parameters,
      ),
    });
}
