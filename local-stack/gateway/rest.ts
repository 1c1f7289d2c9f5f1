import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type pg from 'pg';
import { identify } from './caller.ts';
import { RestError } from './error-body.ts';
import { requestTransactions, type RequestContext } from './request-transaction.ts';
import { assertSchema } from './rest-answer.ts';
import { answerTable } from './rest-tables.ts';
import { answerRpc } from './rpc.ts';

export type RestOptions = {
  readonly pool: pg.Pool;
  readonly jwtSecret: string;
  readonly maxBodyBytes: number;
  readonly log: (line: string) => void;
};

/** What Flux uses of PostgREST: functions and tables of `public`, each request one transaction as its caller. */
export function restRoutes(options: RestOptions): Hono {
  const app = new Hono();
  const run = requestTransactions(options.pool);
  // Not PostgREST's own: the words of Kong's size limit, which stands before it.
  const tooLarge = (c: Context): Response => c.json({ message: 'Request size limit exceeded' }, 413);
  app.use(bodyLimit({ maxSize: options.maxBodyBytes, onError: tooLarge }));
  app.all('/rpc/:fn', async (c) => answerRpc(c, await contextOf(c, options.jwtSecret), run));
  app.all('/:table', async (c) => answerTable(c, await contextOf(c, options.jwtSecret), run));
  app.all('*', () => {
    throw new RestError(404, 'PGRST125', 'Invalid path specified in request URL');
  });
  app.onError((error, c) => answerError(c, error, options.log));
  return app;
}

async function contextOf(c: Context, jwtSecret: string): Promise<RequestContext> {
  const caller = await identify(c.req.header('authorization'), jwtSecret);
  assertSchema(c);
  const { authorization: _, apikey: __, ...headers } = c.req.header();
  const isReadOnly = c.req.method === 'GET' || c.req.method === 'HEAD';
  return { caller, method: c.req.method, path: c.req.path.replace('/rest/v1', ''), headers, isReadOnly };
}

function answerError(c: Context, error: unknown, log: (line: string) => void): Response {
  const known =
    error instanceof RestError ? error : new RestError(500, 'PGRSTX00', 'Internal error', { cause: error });
  if (known.status >= 500) {
    const cause = known.cause instanceof Error ? (known.cause.stack ?? known.cause.message) : '';
    log(`rest ${c.req.method} ${c.req.path}: ${known.status} ${known.code} ${known.message} ${cause}`);
  }
  const headers: Record<string, string> = { 'Content-Type': 'application/json; charset=utf-8' };
  headers['Proxy-Status'] = `PostgREST; error=${known.code}`;
  if (known.status === 401) headers['WWW-Authenticate'] = challenge(known);
  return new Response(c.req.method === 'HEAD' ? null : JSON.stringify(known.body()), {
    status: known.status,
    headers,
  });
}

function challenge({ code, message }: RestError): string {
  if (code !== 'PGRST301' && code !== 'PGRST303') return 'Bearer';
  return `Bearer error="invalid_token", error_description="${message}"`;
}
