import type { Context } from 'hono';
import pg from 'pg';
import { RestError } from './error-body.ts';
import type { RequestContext, RunInRequest } from './request-transaction.ts';
import { assertColumns, assertTable, primaryKey, target } from './rest-catalog.ts';
import { assertSingle, jsonText, preferences, readJson, wantsObject, type Rows } from './rest-answer.ts';
import { selectList, whereClause, type Query } from './rest-query.ts';

type Body = { readonly text: string; readonly columns: readonly string[]; readonly count: number };

/** POST, PATCH and DELETE on a table. Flux itself writes by functions only; these show that nothing else is allowed. */
export async function answerWrite(
  c: Context,
  context: RequestContext,
  run: RunInRequest,
  table: string,
  query: Query,
): Promise<Response> {
  const body = c.req.method === 'DELETE' ? null : await readRows(c, c.req.query('columns') ?? null);
  const isReturned = preferences(c).has('return=representation');
  const rows = await run(context, async (client) => {
    await assertTable(client, table);
    if (body) await assertColumns(client, table, body.columns);
    const values: unknown[] = [];
    const statement = await writeStatement(client, table, c, body, query, values);
    const returning = selectList(query.select, c.req.method === 'PATCH' ? 'changed.' : '');
    const written = await execute(client, statement, values, isReturned ? returning : null);
    if (wantsObject(c) && isReturned) assertSingle(written.count);
    return written;
  });
  const status = c.req.method === 'POST' ? 201 : isReturned ? 200 : 204;
  if (!isReturned) return new Response(null, { status });
  return jsonText(c, wantsObject(c) ? rows.json : `[${rows.json}]`, status);
}

/** Without a body it is a DELETE. */
async function writeStatement(
  client: pg.PoolClient,
  table: string,
  c: Context,
  body: Body | null,
  query: Query,
  values: unknown[],
): Promise<string> {
  if (body === null) return `delete from ${target(table)} ${whereClause(query.filters, values)}`;
  if (c.req.method === 'PATCH') return update(table, body, query, values);
  const conflict = await onConflict(client, table, body, preferences(c), c.req.query('on_conflict') ?? null);
  return `${insert(table, body, values)} ${conflict}`;
}

async function readRows(c: Context, columns: string | null): Promise<Body> {
  const { text, value } = await readJson(c);
  const rows: unknown[] = Array.isArray(value) ? value : [value];
  const keys = rows.map((row) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      throw new RestError(400, 'PGRST102', 'Empty or invalid json');
    return Object.keys(row);
  });
  const first = keys[0] ?? [];
  const isUniform = keys.every(
    (other) => other.length === first.length && other.every((key) => first.includes(key)),
  );
  if (columns === null && !isUniform) throw new RestError(400, 'PGRST102', 'All object keys must match');
  const named = columns?.split(',').map((column) => column.replace(/^"(.*)"$/, '$1'));
  return { text: Array.isArray(value) ? text : `[${text}]`, columns: named ?? first, count: rows.length };
}

function insert(table: string, body: Body, values: unknown[]): string {
  if (body.columns.length === 0) return `insert into ${target(table)} default values`;
  const columns = selectList(body.columns);
  values.push(body.text);
  return `insert into ${target(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${target(table)}, $${values.length}::json)`;
}

async function onConflict(
  client: pg.PoolClient,
  table: string,
  body: Body,
  prefer: ReadonlySet<string>,
  columns: string | null,
): Promise<string> {
  const isMerge = prefer.has('resolution=merge-duplicates');
  if (!isMerge && !prefer.has('resolution=ignore-duplicates')) return '';
  const key = columns?.split(',') ?? (await primaryKey(client, table));
  if (key.length === 0) return '';
  const set = body.columns.map(
    (column) => `${pg.escapeIdentifier(column)} = excluded.${pg.escapeIdentifier(column)}`,
  );
  return `on conflict (${selectList(key)}) do ${isMerge ? `update set ${set.join(', ')}` : 'nothing'}`;
}

function update(table: string, body: Body, query: Query, values: unknown[]): string {
  if (body.count !== 1 || body.columns.length === 0)
    throw new RestError(400, 'PGRST102', 'Empty or invalid json');
  values.push(body.text);
  const set = body.columns.map(
    (column) => `${pg.escapeIdentifier(column)} = body.${pg.escapeIdentifier(column)}`,
  );
  return `update ${target(table)} as changed set ${set.join(', ')}
      from json_populate_recordset(null::${target(table)}, $${values.length}::json) as body
    ${whereClause(query.filters, values, 'changed.')}`;
}

async function execute(
  client: pg.PoolClient,
  statement: string,
  values: unknown[],
  returning: string | null,
): Promise<Rows> {
  if (returning === null) {
    const { rowCount } = await client.query(statement, values);
    return { json: '', count: rowCount ?? 0 };
  }
  const { rows } = await client.query<Rows>(
    `with _row as (${statement} returning ${returning})
     select coalesce(string_agg(to_json(_row)::text, ','), '') as json, count(*)::int as count from _row`,
    values,
  );
  return rows[0] ?? { json: '', count: 0 };
}
