import type { ClientBase } from 'pg';
import type { StorageChange } from '#stack/sync-server/storage/change-feed.ts';
import {
  insertOps,
  replaceLookups,
  type StoredLookup,
  type StoredOp,
} from '#stack/sync-server/storage/op-batch.ts';
import {
  deleteSourceRows,
  readSourceRows,
  someSourceRows,
  writeSourceRows,
  type SourceRow,
  type SourceRowKey,
} from '#stack/sync-server/storage/source-rows.ts';
import type { LogCursor } from './log-cursor.ts';
import type { Tuple } from './pgoutput.ts';
import type { ReplicatedTable } from './replicated-table.ts';
import { putRow, removeOps } from './row-change.ts';

/** A change of one source row. No `oldKey`: an insert. No `tuple`: a delete. */
export interface RowChange {
  readonly table: ReplicatedTable;
  readonly oldKey: string | undefined;
  readonly tuple: Tuple | undefined;
}

const TRUNCATE_CHUNK = 2000;

function keyText({ tableId, rowKey }: SourceRowKey): string {
  return `${tableId}/${rowKey}`;
}

/** The rows that a batch touches, as they are by its latest change; null where deleted. */
type Rows = Map<
  string,
  { readonly key: SourceRowKey; readonly before: SourceRow | null; row: SourceRow | null }
>;

/** Turns row changes into ops, in the caller's storage transaction; gathers what they touched until it is taken. */
export class ChangeWriter {
  readonly #client: ClientBase;
  readonly #cursor: LogCursor;
  #buckets = new Set<string>();
  #lookups = new Set<string>();

  constructor(client: ClientBase, cursor: LogCursor) {
    this.#client = client;
    this.#cursor = cursor;
  }

  /** Applies the changes in order. */
  async apply(changes: readonly RowChange[]): Promise<void> {
    const rows = await this.#readRows(changes);
    const ops: StoredOp[] = [];
    for (const change of changes) ops.push(...this.#change(rows, change));
    await this.#flush(rows, ops);
  }

  async truncate(table: ReplicatedTable): Promise<void> {
    for (;;) {
      const gone = await someSourceRows(this.#client, table.id, TRUNCATE_CHUNK);
      if (gone.length === 0) return;
      const ops = gone.flatMap((row) => removeOps(this.#cursor, table, row));
      await this.#flush(
        new Map(gone.map((row) => [keyText(row), { key: row, before: row, row: null }])),
        ops,
      );
    }
  }

  /** The buckets and parameter index entries changed since the last call. */
  takeTouched(): StorageChange {
    const touched = { buckets: this.#buckets, lookups: this.#lookups };
    this.#buckets = new Set();
    this.#lookups = new Set();
    return touched;
  }

  async #readRows(changes: readonly RowChange[]): Promise<Rows> {
    const keys = new Map<string, SourceRowKey>();
    for (const { table, oldKey } of changes) {
      if (oldKey === undefined) continue;
      const key = { tableId: table.id, rowKey: oldKey };
      keys.set(keyText(key), key);
    }
    const found = await readSourceRows(this.#client, [...keys.values()]);
    return new Map(found.map((row) => [keyText(row), { key: row, before: row, row }]));
  }

  #change(rows: Rows, { table, oldKey, tuple }: RowChange): readonly StoredOp[] {
    const old = oldKey === undefined ? undefined : (rows.get(`${table.id}/${oldKey}`)?.row ?? undefined);
    if (tuple === undefined) {
      if (old === undefined) return [];
      this.#set(rows, old, null);
      return removeOps(this.#cursor, table, old);
    }
    const { row, ops } = putRow(this.#cursor, table, old, table.namedRow(tuple, old?.row));
    if (old !== undefined && old.rowKey !== row.rowKey) this.#set(rows, old, null);
    this.#set(rows, row, row);
    return ops;
  }

  #set(rows: Rows, key: SourceRowKey, row: SourceRow | null): void {
    const known = rows.get(keyText(key));
    if (known === undefined) rows.set(keyText(key), { key, before: null, row });
    else known.row = row;
  }

  async #flush(rows: Rows, ops: readonly StoredOp[]): Promise<void> {
    await this.#cursor.insertFreshBuckets(this.#client);
    await insertOps(this.#client, ops);
    for (const id of new Set(ops.map((op) => op.bucketId))) this.#buckets.add(this.#cursor.bucketName(id));
    const final = [...rows.values()];
    await this.#flushLookups(final);
    await writeSourceRows(
      this.#client,
      final.flatMap(({ row }) => row ?? []),
    );
    await deleteSourceRows(
      this.#client,
      final.filter(({ row }) => row === null).map(({ key }) => key),
    );
  }

  async #flushLookups(
    final: Iterable<{ key: SourceRowKey; before: SourceRow | null; row: SourceRow | null }>,
  ) {
    const removed: SourceLookupKey[] = [];
    const added: StoredLookup[] = [];
    for (const { key, before, row } of final) {
      const was = new Map(before?.lookups);
      const is = new Map(row?.lookups);
      const source = { tableId: key.tableId, rowKey: key.rowKey };
      for (const lookup of was.keys()) if (!is.has(lookup)) removed.push({ lookup, ...source });
      for (const [lookup, parameters] of is)
        if (was.get(lookup) !== parameters) added.push({ lookup, parameters, ...source });
    }
    for (const { lookup } of [...removed, ...added]) this.#lookups.add(lookup);
    await replaceLookups(this.#client, removed, added);
  }
}

type SourceLookupKey = Omit<StoredLookup, 'parameters'>;
