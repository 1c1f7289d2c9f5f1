/**
 * What a sync service stores, in memory: the log of operations of each bucket
 * and the index by which a connection finds its buckets. The real sync rules
 * decide what a row becomes; here it is only kept.
 */
import type { SqliteJsonRow } from '@powersync/service-sync-rules';
import { addChecksums, putChecksum, removeChecksum } from '#stack/sync-server/protocol/checksum.ts';
import type { DataPage } from '#stack/sync-server/protocol/lines.ts';
import type { OpId } from '#stack/sync-server/protocol/op-id.ts';
import { putEntry, removeEntry } from '#stack/sync-server/protocol/operation.ts';
import type { EvaluatedSourceRow, SyncedRow } from '#stack/sync-server/rules/evaluate-row.ts';
import type { BucketState } from '#stack/sync-server/storage/bucket-log.ts';

interface Bucket extends BucketState {
  readonly entries: { readonly opId: OpId; readonly text: string }[];
}

const nothing: EvaluatedSourceRow = { rows: [], lookups: [] };

export class BucketStore {
  lastOpId: OpId;
  readonly #buckets: Map<string, Bucket>;
  /** What each source row has become, by its key. */
  readonly #sources: Map<string, EvaluatedSourceRow>;

  /** Goes on from what another has. */
  constructor(from?: BucketStore) {
    this.lastOpId = from?.lastOpId ?? 0;
    this.#buckets = new Map(from ? from.#buckets : undefined);
    this.#sources = new Map(from ? from.#sources : undefined);
  }

  /** A source row as it is now; undefined where it is gone. */
  put(sourceKey: string, next: EvaluatedSourceRow = nothing): void {
    const before = this.#sources.get(sourceKey) ?? nothing;
    for (const row of before.rows) {
      if (!next.rows.some((other) => isSamePlace(row, other))) this.#remove(row, sourceKey);
    }
    for (const row of next.rows) {
      if (!before.rows.some((other) => isSamePlace(row, other) && row.data === other.data)) this.#put(row);
    }
    if (next === nothing) this.#sources.delete(sourceKey);
    else this.#sources.set(sourceKey, next);
  }

  states(names: readonly string[]): ReadonlyMap<string, BucketState> {
    return new Map(
      names.flatMap((name) => this.#buckets.get(name) ?? []).map((bucket) => [bucket.name, bucket]),
    );
  }

  lookups(keys: readonly string[]): Map<string, SqliteJsonRow[]> {
    const found = new Map<string, Map<string, SqliteJsonRow>>();
    for (const { lookups } of this.#sources.values()) {
      for (const { lookup, parameters } of lookups) {
        if (!keys.includes(lookup)) continue;
        const rows = found.get(lookup) ?? new Map<string, SqliteJsonRow>();
        for (const row of JSON.parse(parameters) as SqliteJsonRow[]) rows.set(JSON.stringify(row), row);
        found.set(lookup, rows);
      }
    }
    return new Map([...found].map(([lookup, rows]) => [lookup, [...rows.values()]]));
  }

  page(name: string, after: OpId, upTo: OpId): DataPage {
    const wanted = (this.#buckets.get(name)?.entries ?? []).filter(
      ({ opId }) => opId > after && opId <= upTo,
    );
    const entries = wanted.map(({ text }) => text).join(',');
    return { after, nextAfter: wanted.at(-1)?.opId ?? after, hasMore: false, entries };
  }

  #put(row: SyncedRow): void {
    const checksum = putChecksum(row.objectType, row.objectId, row.data);
    const key = { objectType: row.objectType, objectId: row.objectId, subkey: undefined };
    this.#append(row.bucket, checksum, (opId) => putEntry(opId, key, checksum, row.data));
  }

  #remove(row: SyncedRow, sourceKey: string): void {
    const checksum = removeChecksum(sourceKey);
    const key = { objectType: row.objectType, objectId: row.objectId, subkey: undefined };
    this.#append(row.bucket, checksum, (opId) => removeEntry(opId, key, checksum));
  }

  #append(name: string, checksum: number, text: (opId: OpId) => string): void {
    this.lastOpId += 1;
    const opId = this.lastOpId;
    const before = this.#buckets.get(name);
    this.#buckets.set(name, {
      id: before?.id ?? this.#buckets.size + 1,
      name,
      checksum: addChecksums(before?.checksum ?? 0, checksum),
      opCount: (before?.opCount ?? 0) + 1,
      lastOpId: opId,
      entries: [...(before?.entries ?? []), { opId, text: text(opId) }],
    });
  }
}

function isSamePlace(a: SyncedRow, b: SyncedRow): boolean {
  return a.bucket === b.bucket && a.objectType === b.objectType && a.objectId === b.objectId;
}
