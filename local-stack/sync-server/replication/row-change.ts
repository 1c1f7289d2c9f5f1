import { putChecksum, removeChecksum } from '#stack/sync-server/protocol/checksum.ts';
import { opKeyText, putEntry, removeEntry, type OpKey } from '#stack/sync-server/protocol/operation.ts';
import type { EvaluatedSourceRow, RowText, SyncedRow } from '#stack/sync-server/rules/evaluate-row.ts';
import type { StoredOp } from '#stack/sync-server/storage/op-batch.ts';
import type { LookupRef, SourceRow, SyncedRef } from '#stack/sync-server/storage/source-rows.ts';
import type { LogCursor } from './log-cursor.ts';
import type { ReplicatedTable } from './replicated-table.ts';

/** What one row's change makes of the log: its new state, and the ops that take a client from the old to it. */
export interface RowOutcome {
  readonly row: SourceRow;
  readonly ops: readonly StoredOp[];
}

interface KeyedRef {
  readonly bucketId: number;
  readonly key: OpKey;
  readonly text: string;
}

function keyedRef(
  table: ReplicatedTable,
  rowKey: string,
  [bucketId, objectType, objectId]: SyncedRef,
): KeyedRef {
  const key = { objectType, objectId, subkey: table.subkey(objectType, objectId, rowKey) };
  return { bucketId, key, text: opKeyText(key) };
}

function refId(ref: KeyedRef): string {
  return `${ref.bucketId}/${ref.text}`;
}

/** Two queries may give one bucket the same row: the client keeps one, the last. */
function distinctRows(rows: readonly SyncedRow[]): SyncedRow[] {
  if (rows.length < 2) return [...rows];
  return [
    ...new Map(rows.map((row) => [JSON.stringify([row.bucket, row.objectType, row.objectId]), row])).values(),
  ];
}

function putOp(cursor: LogCursor, ref: KeyedRef, data: string, supersedes: boolean): StoredOp {
  const opId = cursor.nextOpId();
  const checksum = putChecksum(ref.key.objectType, ref.key.objectId, data);
  const entry = putEntry(opId, ref.key, checksum, data);
  return { bucketId: ref.bucketId, opId, kind: 'P', checksum, opKey: ref.text, entry, supersedes };
}

function removeOp(cursor: LogCursor, ref: KeyedRef, sourceKey: string): StoredOp {
  const opId = cursor.nextOpId();
  const checksum = removeChecksum(sourceKey);
  const entry = removeEntry(opId, ref.key, checksum);
  return { bucketId: ref.bucketId, opId, kind: 'R', checksum, opKey: ref.text, entry, supersedes: true };
}

/** REMOVE from every bucket that had the row, but those that `stillIn` names. */
export function removeOps(
  cursor: LogCursor,
  table: ReplicatedTable,
  old: SourceRow,
  stillIn: ReadonlySet<string> = new Set(),
): StoredOp[] {
  return old.synced
    .map((synced) => keyedRef(table, old.rowKey, synced))
    .filter((ref) => !stillIn.has(refId(ref)))
    .map((ref) => removeOp(cursor, ref, `${table.sourceName}/${old.rowKey}`));
}

function distinctLookups(evaluated: EvaluatedSourceRow): LookupRef[] {
  return [...new Map(evaluated.lookups.map(({ lookup, parameters }) => [lookup, parameters]))];
}

/** PUT into the buckets that the row is in now, then REMOVE from those that it left: a moved row never goes missing. */
export function putRow(
  cursor: LogCursor,
  table: ReplicatedTable,
  old: SourceRow | undefined,
  row: RowText,
): RowOutcome {
  const rowKey = table.rowKey(row);
  const evaluated = table.evaluate(row);
  const before = new Set(old?.synced.map((synced) => refId(keyedRef(table, old.rowKey, synced))));
  const now = new Set<string>();
  const synced: SyncedRef[] = [];
  const ops: StoredOp[] = [];
  for (const { bucket, objectType, objectId, data } of distinctRows(evaluated.rows)) {
    const ref: SyncedRef = [cursor.bucketId(bucket), objectType, objectId];
    const keyed = keyedRef(table, rowKey, ref);
    now.add(refId(keyed));
    synced.push(ref);
    ops.push(putOp(cursor, keyed, data, before.has(refId(keyed))));
  }
  if (old !== undefined) ops.push(...removeOps(cursor, table, old, now));
  return { row: { tableId: table.id, rowKey, row, synced, lookups: distinctLookups(evaluated) }, ops };
}
