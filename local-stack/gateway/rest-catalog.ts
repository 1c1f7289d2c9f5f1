import pg from 'pg';
import { RestError } from './error-body.ts';

/** `"public"."name"`; a client's word never reaches a statement in another form. */
export function target(table: string): string {
  return `"public".${pg.escapeIdentifier(table)}`;
}

/** Refuses what is no table or view of `public`, whoever asks. */
export async function assertTable(client: pg.PoolClient, table: string): Promise<void> {
  const { rowCount } = await client.query(
    `select from pg_catalog.pg_class where relnamespace = 'public'::pg_catalog.regnamespace
        and relname = $1 and relkind in ('r', 'p', 'v', 'm', 'f')`,
    [table],
  );
  if (rowCount === 0) {
    throw new RestError(404, 'PGRST205', `Could not find the table 'public.${table}' in the schema cache`);
  }
}

export async function assertColumns(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ attname: string }>(
    `select attname from pg_catalog.pg_attribute
      where attrelid = $1::pg_catalog.regclass and attnum > 0 and not attisdropped`,
    [target(table)],
  );
  const known = new Set(rows.map(({ attname }) => attname));
  const unknown = columns.find((column) => !known.has(column));
  if (unknown !== undefined) {
    throw new RestError(
      400,
      'PGRST204',
      `Could not find the '${unknown}' column of '${table}' in the schema cache`,
    );
  }
}

export async function primaryKey(client: pg.PoolClient, table: string): Promise<string[]> {
  const { rows } = await client.query<{ attname: string }>(
    `select a.attname
       from pg_catalog.pg_index i
       join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      where i.indrelid = $1::pg_catalog.regclass and i.indisprimary`,
    [target(table)],
  );
  return rows.map(({ attname }) => attname);
}
