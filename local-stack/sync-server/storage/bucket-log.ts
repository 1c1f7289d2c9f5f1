import type { ClientBase, Pool } from 'pg';
import { JSONBig } from '@powersync/service-jsonbig';
import type { SqliteJsonRow } from '@powersync/service-sync-rules';
import type { OpId } from '#stack/sync-server/protocol/op-id.ts';

/** At most so many ops in a `data` line, as the service. */
const PAGE_OPS = 1000;
/** A page of large rows ends after the op that takes it past so many characters. */
const PAGE_CHARACTERS = 1_000_000;

export interface BucketState {
  readonly id: number;
  readonly name: string;
  readonly checksum: number;
  readonly opCount: number;
  readonly lastOpId: OpId;
}

/** The sums of the given buckets; one that never had a row has none. */
export async function readBuckets(
  client: ClientBase,
  names: readonly string[],
): Promise<Map<string, BucketState>> {
  const { rows } = await client.query<BucketState>({
    name: 'read-buckets',
    text: `select id, name, checksum, op_count as "opCount", last_op_id as "lastOpId"
             from flux_sync.buckets where name = any($1)`,
    values: [names],
  });
  return new Map(rows.map((bucket) => [bucket.name, bucket]));
}

export async function readLookups(
  client: ClientBase,
  lookups: readonly string[],
): Promise<Map<string, SqliteJsonRow[]>> {
  const { rows } = await client.query<{ lookup: string; parameters: string }>({
    name: 'read-lookups',
    text: 'select lookup, parameters from flux_sync.parameter_lookups where lookup = any($1)',
    values: [lookups],
  });
  const found = new Map<string, SqliteJsonRow[]>();
  for (const { lookup, parameters } of rows) {
    const sets = JSONBig.parse(parameters) as unknown as SqliteJsonRow[];
    found.set(lookup, [...(found.get(lookup) ?? []), ...sets]);
  }
  return found;
}

export interface OpPage {
  /** Entries joined by commas; empty if there was none. */
  readonly entries: string;
  readonly lastOpId: OpId;
  readonly count: number;
}

/** The next ops of a bucket in (after, upTo], joined by Postgres: one value, however many rows. */
export async function readPage(pool: Pool, bucketId: number, after: OpId, upTo: OpId): Promise<OpPage> {
  const { rows } = await pool.query<{ entries: string | null; lastOpId: OpId | null; count: number }>({
    name: 'read-page',
    text: `select string_agg(entry, ',' order by op_id) as entries, max(op_id) as "lastOpId", count(*) as count
             from (select op_id, entry,
                          sum(length(entry)) over (order by op_id rows unbounded preceding) - length(entry) as before
                     from (select op_id, entry from flux_sync.bucket_ops
                            where bucket_id = $1 and op_id > $2 and op_id <= $3
                            order by op_id limit ${PAGE_OPS}) as page) as measured
            where before < ${PAGE_CHARACTERS}`,
    values: [bucketId, after, upTo],
  });
  const [page] = rows;
  return { entries: page?.entries ?? '', lastOpId: page?.lastOpId ?? upTo, count: page?.count ?? 0 };
}
