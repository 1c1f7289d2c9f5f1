import type { Context } from 'hono';
import type pg from 'pg';
import { RestError } from './error-body.ts';
import type { RequestContext, RunInRequest } from './request-transaction.ts';
import { assertTable, target } from './rest-catalog.ts';
import { assertSingle, jsonText, preferences, wantsObject, type Rows } from './rest-answer.ts';
import { parseQuery, selectList, whereClause, type Query } from './rest-query.ts';
import { answerWrite } from './rest-write.ts';

/** Supabase's default for PostgREST's db-max-rows: a longer answer is cut. */
export const MAX_ROWS = 1_000;

/** /rest/v1/:table: reads, and writes that are really tried, so that grants and RLS answer as in production. */
export async function answerTable(c: Context, context: RequestContext, run: RunInRequest): Promise<Response> {
  const table = c.req.param('table') ?? '';
  const query = parseQuery(new URL(c.req.url).searchParams);
  if (!['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'].includes(c.req.method)) {
    throw new RestError(405, 'PGRST117', `Unsupported HTTP method: ${c.req.method}`);
  }
  if (context.isReadOnly) return answerRead(c, context, run, table, query);
  return answerWrite(c, context, run, table, query);
}

async function answerRead(
  c: Context,
  context: RequestContext,
  run: RunInRequest,
  table: string,
  asked: Query,
): Promise<Response> {
  const query = withRange(asked, c.req.header('range'));
  const isCounted = preferences(c).has('count=exact');
  const { rows, total } = await run(context, async (client) => {
    await assertTable(client, table);
    const found = await read(client, table, query);
    if (wantsObject(c)) assertSingle(found.count);
    return { rows: found, total: isCounted ? await countAll(client, table, query) : null };
  });
  if (total !== null && query.offset > 0 && query.offset >= total) {
    const details = `An offset of ${query.offset} was requested, but there are only ${total} rows.`;
    throw new RestError(416, 'PGRST103', 'Requested range not satisfiable', { details });
  }
  const range = rows.count === 0 ? '*' : `${query.offset}-${query.offset + rows.count - 1}`;
  const status = total !== null && rows.count < total ? 206 : 200;
  const body = wantsObject(c) ? rows.json : `[${rows.json}]`;
  return jsonText(c, body, status, { 'Content-Range': `${range}/${total ?? '*'}` });
}

async function read(client: pg.PoolClient, table: string, query: Query): Promise<Rows> {
  const values: unknown[] = [];
  const where = whereClause(query.filters, values);
  const order = query.order.length > 0 ? `order by ${query.order.join(', ')}` : '';
  const limit = Math.min(query.limit ?? MAX_ROWS, MAX_ROWS);
  const { rows } = await client.query<Rows>(
    `select coalesce(string_agg(to_json(_row)::text, ','), '') as json, count(*)::int as count
       from (select ${selectList(query.select)} from ${target(table)} ${where} ${order}
              limit ${limit} offset ${query.offset}) as _row`,
    values,
  );
  return rows[0] ?? { json: '', count: 0 };
}

async function countAll(client: pg.PoolClient, table: string, query: Query): Promise<number> {
  const values: unknown[] = [];
  const where = whereClause(query.filters, values);
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from ${target(table)} ${where}`,
    values,
  );
  return rows[0]?.count ?? 0;
}

/** `Range: 0-9` says the same as offset and limit; those in the URL go first. */
function withRange(query: Query, header: string | undefined): Query {
  const match = /^(?:items=)?(\d{1,9})-(\d{1,9})?$/.exec(header ?? '');
  if (!match || query.limit !== null || query.offset > 0) return query;
  const first = Number(match[1]);
  const last = match[2] === undefined ? null : Number(match[2]);
  if (last !== null && last < first) {
    const details =
      'The lower boundary must be lower than or equal to the upper boundary in the Range header.';
    throw new RestError(416, 'PGRST103', 'Requested range not satisfiable', { details });
  }
  return { ...query, offset: first, limit: last === null ? null : last - first + 1 };
}
