import type { Context } from 'hono';
import pg from 'pg';
import { RestError } from './error-body.ts';
import { assertSingle, jsonText, readJson, wantsObject, type Rows } from './rest-answer.ts';
import { findFunction, type Fn } from './rpc-functions.ts';
import type { RequestContext, RunInRequest } from './request-transaction.ts';

/** POST (or, for what only reads, GET) /rest/v1/rpc/:fn: one call of a function of `public`, in one transaction. */
export async function answerRpc(c: Context, context: RequestContext, run: RunInRequest): Promise<Response> {
  const name = c.req.param('fn') ?? '';
  if (c.req.method !== 'POST' && c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    throw new RestError(405, 'PGRST101', `Cannot use the ${c.req.method} method on RPC`);
  }
  const { text, keys } = c.req.method === 'POST' ? await bodyArguments(c) : queryArguments(c);
  const isObject = wantsObject(c);
  const answer = await run(context, async (client) => {
    const fn = await findFunction(client, name, keys);
    const rows = await call(client, name, fn, keys, text);
    if (fn.isSet && isObject) assertSingle(rows.count);
    return { fn, rows };
  });
  if (answer.fn.isVoid) return new Response(null, { status: 204 });
  const isBare = !answer.fn.isSet || isObject;
  return jsonText(c, isBare ? answer.rows.json : `[${answer.rows.json}]`);
}

type Arguments = { readonly text: string; readonly keys: readonly string[] };

async function bodyArguments(c: Context): Promise<Arguments> {
  if (new URL(c.req.url).searchParams.size > 0) {
    throw new RestError(400, 'PGRST100', 'The local stack takes no query parameters on a POST to a function');
  }
  const { text, value } = await readJson(c);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RestError(400, 'PGRST102', "The local stack takes a function's arguments as one JSON object");
  }
  return { text, keys: Object.keys(value) };
}

function queryArguments(c: Context): Arguments {
  const values = Object.fromEntries(new URL(c.req.url).searchParams);
  delete values.apikey;
  return { text: JSON.stringify(values), keys: Object.keys(values) };
}

/** Postgres itself turns the JSON into the parameters' types, as under PostgREST. The rows come joined by commas. */
async function call(
  client: pg.PoolClient,
  name: string,
  fn: Fn,
  keys: readonly string[],
  text: string,
): Promise<Rows> {
  const quote = pg.escapeIdentifier;
  const used = fn.parameters.filter((parameter) => keys.includes(parameter.name));
  const columns = used.map(({ name: key, type }) => `${quote(key)} ${type}`).join(', ');
  const passed = used.map(
    ({ name: key, variadic }) => `${variadic ? 'variadic ' : ''}${quote(key)} => args.${quote(key)}`,
  );
  const source = used.length > 0 ? `json_to_record($1::json) as args(${columns}), lateral ` : '';
  const { rows } = await client.query<Rows>(
    `select coalesce(string_agg(coalesce(to_json(_row)::text, 'null'), ','), '') as json, count(*)::int as count
       from ${source}"public".${quote(name)}(${passed.join(', ')}) as _row`,
    used.length > 0 ? [text] : [],
  );
  return rows[0] ?? { json: '', count: 0 };
}
