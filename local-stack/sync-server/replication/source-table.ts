import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import type { HydratedSyncConfig, SourceTableRef } from '@powersync/service-sync-rules';
import type { PostgresType } from '#stack/sync-server/rules/postgres-value.ts';

/** A published table that the rules use. */
export interface SourceTable {
  readonly ref: SourceTableRef;
  readonly columns: readonly { readonly name: string; readonly typeOid: number }[];
  /** They name a row: its replica identity, or its primary key where that is 'full'. */
  readonly keyColumns: readonly string[];
}

interface CatalogRow {
  schema: string;
  name: string;
  identity: string;
  columns: string;
  keyColumns: string | null;
}

const PUBLISHED_TABLES = `
select n.nspname as schema, c.relname as name, c.relreplident as identity,
       (select json_agg(json_build_object('name', a.attname, 'typeOid', a.atttypid::int8) order by a.attnum)
          from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attname = any (p.attnames)) as columns,
       (select json_agg(a.attname order by k.position)
          from pg_index i
               cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, position)
               join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
         where i.indrelid = c.oid
           and case when c.relreplident = 'i' then i.indisreplident else i.indisprimary end) as "keyColumns"
  from pg_publication_tables p
       join pg_namespace n on n.nspname = p.schemaname
       join pg_class c on c.relnamespace = n.oid and c.relname = p.tablename
 where p.pubname = 'powersync'
 order by 1, 2`;

function sourceTable(row: CatalogRow): SourceTable {
  const columns = JSON.parse(row.columns) as SourceTable['columns'];
  const key = row.keyColumns === null ? null : (JSON.parse(row.keyColumns) as string[]);
  const keyColumns = key ?? (row.identity === 'f' ? columns.map((column) => column.name) : []);
  if (keyColumns.length === 0 || row.identity === 'n')
    throw new Error(`${row.schema}.${row.name} has no replica identity: give it a primary key`);
  return { ref: { connectionTag: 'default', schema: row.schema, name: row.name }, columns, keyColumns };
}

/** Throws if the publication is missing: an empty one would sync nothing without a word. */
export async function publishedTables(source: Client, rules: HydratedSyncConfig): Promise<SourceTable[]> {
  const publication = await source.query(`select 1 from pg_publication where pubname = 'powersync'`);
  if (publication.rows.length === 0) throw new Error(`Publication 'powersync' does not exist`);
  const { rows } = await source.query<CatalogRow>(PUBLISHED_TABLES);
  const isUsed = ({ schema, name }: CatalogRow): boolean => {
    const ref = { connectionTag: 'default', schema, name };
    return rules.tableSyncsData(ref) || rules.tableSyncsParameters(ref);
  };
  return rows.filter(isUsed).map(sourceTable);
}

/** Changes whenever the rows already copied would come out differently, or others would be copied (R1). */
export function copyHash(rulesYaml: string, tables: readonly SourceTable[]): string {
  return createHash('sha256')
    .update(JSON.stringify([rulesYaml, tables]))
    .digest('hex');
}

/** By oid. Domains stand for their base type. */
export class TypeCatalog {
  readonly #types: ReadonlyMap<number, PostgresType>;

  private constructor(types: ReadonlyMap<number, PostgresType>) {
    this.#types = types;
  }

  static async read(source: Client): Promise<TypeCatalog> {
    const { rows } = await source.query<
      Record<'oid' | 'kind' | 'base' | 'element' | 'delimiter' | 'category', string>
    >(
      `select t.oid, t.typtype as kind, t.typbasetype as base, t.typelem as element, t.typcategory as category,
              coalesce(e.typdelim, ',') as delimiter
         from pg_type t left join pg_type e on e.oid = t.typelem`,
    );
    const rowOf = new Map(rows.map((row) => [Number(row.oid), row]));
    const resolve = (oid: number): PostgresType => {
      const row = rowOf.get(oid);
      if (row?.kind === 'd') return resolve(Number(row.base));
      const isArray = row?.category === 'A' && row.element !== '0';
      return {
        oid,
        element: isArray ? resolve(Number(row.element)) : undefined,
        delimiter: row?.delimiter ?? ',',
      };
    };
    return new TypeCatalog(new Map([...rowOf.keys()].map((oid) => [oid, resolve(oid)])));
  }

  /** Undefined for a type made since: read the catalog again. */
  get(oid: number): PostgresType | undefined {
    return this.#types.get(oid);
  }
}
