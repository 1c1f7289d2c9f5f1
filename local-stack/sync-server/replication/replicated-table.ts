import type { HydratedSyncConfig, SourceTableRef } from '@powersync/service-sync-rules';
import { rowEvaluator, type EvaluateRow, type RowText } from '#stack/sync-server/rules/evaluate-row.ts';
import type { PostgresType } from '#stack/sync-server/rules/postgres-value.ts';
import type { Tuple } from './pgoutput.ts';

export interface TableColumn {
  readonly name: string;
  readonly type: PostgresType;
}

/** A source table with its columns as of some moment of the log: made anew when they change. */
export class ReplicatedTable {
  readonly id: number;
  readonly evaluate: EvaluateRow;
  readonly #ref: SourceTableRef;
  readonly #columns: readonly TableColumn[];
  readonly #keyColumns: readonly string[];

  constructor(
    id: number,
    ref: SourceTableRef,
    columns: readonly TableColumn[],
    keyColumns: readonly string[],
    rules: HydratedSyncConfig,
    onError: (message: string) => void,
  ) {
    this.id = id;
    this.#ref = ref;
    this.#columns = columns;
    this.#keyColumns = keyColumns;
    this.evaluate = rowEvaluator(rules, ref, columns, onError);
  }

  /** The row with its columns named. What an update left as it was comes from `before`. */
  namedRow(tuple: Tuple, before: RowText | undefined): RowText {
    const row: RowText = {};
    for (const [index, { name }] of this.#columns.entries()) {
      const value = tuple[index] === undefined ? before?.[name] : tuple[index];
      if (value === undefined) throw new Error(`${this.sourceName}: no value is known for column ${name}`);
      row[name] = value;
    }
    return row;
  }

  /** Names the row among the table's rows; the same from the copy and the log. */
  rowKey(row: RowText): string {
    const [first, ...others] = this.#keyColumns.map((name) => row[name] ?? null);
    return others.length === 0 && typeof first === 'string' ? first : JSON.stringify([first, ...others]);
  }

  /** The key of a tuple that holds at least the key's columns, as an update or delete gives the old row. */
  tupleKey(tuple: Tuple): string {
    return this.rowKey(
      Object.fromEntries(this.#columns.map(({ name }, index) => [name, tuple[index] ?? null])),
    );
  }

  /** Absent where the synced row's own type and id name the source row: the usual case, and fewer bytes (P3). */
  subkey(objectType: string, objectId: string, rowKey: string): string | undefined {
    const isNamed = objectType === this.#ref.name && this.#ref.schema === 'public' && objectId === rowKey;
    return isNamed ? undefined : `${this.sourceName}/${rowKey}`;
  }

  get sourceName(): string {
    return `${this.#ref.schema}.${this.#ref.name}`;
  }
}
