import type { ClientBase, Client } from 'pg';
import type { HydratedSyncConfig } from '@powersync/service-sync-rules';
import type { Relation } from './pgoutput.ts';
import { ReplicatedTable } from './replicated-table.ts';
import { TypeCatalog, type SourceTable } from './source-table.ts';

/** The tables that were copied, by name and by the log's relation ids. */
export class TableRegistry {
  readonly #rules: HydratedSyncConfig;
  readonly #readTypes: () => Promise<TypeCatalog>;
  #types: TypeCatalog;
  readonly #tables: ReadonlyMap<string, { readonly id: number; readonly table: SourceTable }>;
  readonly #byRelation = new Map<number, ReplicatedTable | undefined>();
  readonly #log: (line: string) => void;

  private constructor(
    rules: HydratedSyncConfig,
    tables: readonly SourceTable[],
    types: TypeCatalog,
    readTypes: () => Promise<TypeCatalog>,
    log: (line: string) => void,
  ) {
    this.#rules = rules;
    this.#readTypes = readTypes;
    this.#types = types;
    this.#log = log;
    // The order of `publishedTables` is by name, and copyHash covers it: the same ids for as long as the copy lasts.
    this.#tables = new Map(
      tables.map((table, index) => [`${table.ref.schema}.${table.ref.name}`, { id: index + 1, table }]),
    );
  }

  static async read(
    source: Client,
    readTypes: () => Promise<TypeCatalog>,
    rules: HydratedSyncConfig,
    tables: readonly SourceTable[],
    log: (line: string) => void,
  ): Promise<TableRegistry> {
    return new TableRegistry(rules, tables, await TypeCatalog.read(source), readTypes, log);
  }

  /** Ids and names, for someone who looks into the storage. */
  async describe(client: ClientBase): Promise<void> {
    for (const { id, table } of this.#tables.values())
      await client.query(
        'insert into flux_sync.source_tables (id, schema_name, table_name) values ($1, $2, $3)',
        [id, table.ref.schema, table.ref.name],
      );
  }

  /** The table as the catalog has it now: for the initial copy. */
  async copied({ ref, columns }: SourceTable): Promise<ReplicatedTable> {
    const table = await this.#table(ref.schema, ref.name, columns);
    if (table === undefined) throw new Error(`${ref.schema}.${ref.name} is not among the published tables`);
    return table;
  }

  /** The log describes a table before its first change, and again when its columns have changed. */
  async relation({ relationId, schema, name, columns }: Relation): Promise<void> {
    const table = await this.#table(schema, name, columns);
    this.#byRelation.set(relationId, table);
    const ref = { connectionTag: 'default', schema, name };
    if (table === undefined && (this.#rules.tableSyncsData(ref) || this.#rules.tableSyncsParameters(ref)))
      this.#log(
        `${schema}.${name} was published after the copy was made: restart the sync server to sync it`,
      );
  }

  /** Undefined for a table that the rules do not use, or that was not there when the copy was made. */
  byRelation(relationId: number): ReplicatedTable | undefined {
    return this.#byRelation.get(relationId);
  }

  async #table(
    schema: string,
    name: string,
    columns: readonly { readonly name: string; readonly typeOid: number }[],
  ): Promise<ReplicatedTable | undefined> {
    const known = this.#tables.get(`${schema}.${name}`);
    if (known === undefined) return undefined;
    if (columns.some(({ typeOid }) => this.#types.get(typeOid) === undefined))
      this.#types = await this.#readTypes();
    const typed = columns.map(({ name: column, typeOid }) => ({
      name: column,
      type: this.#types.get(typeOid) ?? { oid: typeOid, element: undefined, delimiter: ',' },
    }));
    return new ReplicatedTable(
      known.id,
      known.table.ref,
      typed,
      known.table.keyColumns,
      this.#rules,
      this.#log,
    );
  }
}
