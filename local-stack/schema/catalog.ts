/**
 * The published tables as Postgres itself describes them.
 *
 * `pg_catalog` is the only witness: what a migration did is read back, never
 * parsed from its text.
 */
import type { ClientBase } from 'pg';

export interface CatalogColumn {
  readonly name: string;
  /** `typname` of pg_type, e.g. `uuid`, `int8`; `enum` for any enum. */
  readonly type: string;
  readonly labels: readonly string[];
  readonly isNotNull: boolean;
  readonly comment: string | null;
}

export interface CatalogTable {
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly CatalogColumn[];
}

interface Row {
  table_name: string;
  table_comment: string | null;
  column_name: string;
  type_name: string;
  labels: string[];
  is_not_null: boolean;
  column_comment: string | null;
}

const publishedColumns = `
  select c.relname as table_name,
    obj_description(c.oid, 'pg_class') as table_comment,
    a.attname as column_name,
    case when t.typtype = 'e' then 'enum' else t.typname end as type_name,
    coalesce((select array_agg(e.enumlabel::text order by e.enumsortorder)
      from pg_enum e where e.enumtypid = t.oid), '{}') as labels,
    a.attnotnull as is_not_null,
    col_description(c.oid, a.attnum) as column_comment
  from pg_publication_tables p
  join pg_class c on c.relname = p.tablename
    and c.relnamespace = (select n.oid from pg_namespace n where n.nspname = p.schemaname)
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  where p.pubname = 'powersync'
  order by c.relname, a.attnum`;

/** Every table of the publication `powersync`, by name; throws where one has no comment. */
export async function readPublishedTables(client: ClientBase): Promise<CatalogTable[]> {
  const { rows } = await client.query<Row>(publishedColumns);
  const tables = new Map<string, { name: string; comment: string; columns: CatalogColumn[] }>();
  for (const row of rows) {
    if (row.table_comment === null) throw new Error(`Table ${row.table_name} has no comment.`);
    const table = tables.get(row.table_name) ?? {
      name: row.table_name,
      comment: row.table_comment,
      columns: [],
    };
    table.columns.push({
      name: row.column_name,
      type: row.type_name,
      labels: row.labels,
      isNotNull: row.is_not_null,
      comment: row.column_comment,
    });
    tables.set(row.table_name, table);
  }
  return [...tables.values()];
}
