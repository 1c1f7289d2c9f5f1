/** The rows of a synced table on a device, beside those that row level security shows its user at the server. */
import pg from 'pg';
import { expect } from 'vitest';
import { shopDatabaseUri } from '#tests/support/shop-database.ts';
import type { DatabaseCopy } from '#tests/support/device-database.ts';

type Row = Readonly<Record<string, string | null>>;

/** The same rows, in every column that the device has, of which there is at least one unless told. */
export async function expectCopied(
  local: DatabaseCopy,
  login: string,
  table: string,
  { mayBeEmpty = false } = {},
): Promise<void> {
  const columns = local
    .all<{ name: string }>(`select name from pragma_table_info('${table}')`)
    .map((column) => column.name);
  const here = local.all<Record<string, string | number | null>>(
    `select ${columns.join(', ')} from ${table} order by id`,
  );
  const there = await seenBy(login, table, columns);
  if (!mayBeEmpty) expect(here.length, table).toBeGreaterThan(0);
  expect(here.map(asTexts), table).toEqual(there);
}

function asTexts(row: Readonly<Record<string, string | number | null>>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value === null ? null : String(value)]),
  );
}

/** Asked as that person, under their policies. */
async function seenBy(login: string, table: string, columns: readonly string[]): Promise<Row[]> {
  const db = new pg.Client({ connectionString: shopDatabaseUri() });
  await db.connect();
  try {
    const types = await db.query<{ column_name: string; data_type: string }>(
      `select column_name, data_type from information_schema.columns
       where table_schema = 'public' and table_name = $1`,
      [table],
    );
    const typeOf = new Map(types.rows.map((one) => [one.column_name, one.data_type]));
    await db.query('begin read only');
    await db.query(
      `select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true)
       from auth.users where email = $1`,
      [`${login}@flux.example`],
    );
    await db.query('set local role authenticated');
    const list = columns.map((column) => `${asOnDevice(column, typeOf.get(column))} as ${column}`);
    return (await db.query<Row>(`select ${list.join(', ')} from public.${table} order by id`)).rows;
  } finally {
    await db.end();
  }
}

/** A value as the sync stream writes it. */
function asOnDevice(column: string, type: string | undefined): string {
  if (type === 'boolean') return `(${column}::int)::text`;
  if (type?.startsWith('timestamp')) {
    return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  }
  return `${column}::text`;
}
