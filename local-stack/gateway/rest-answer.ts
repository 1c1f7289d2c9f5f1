import type { Context } from 'hono';
import { RestError } from './error-body.ts';

/** Rows as Postgres wrote them: JSON text, never parsed here, so that no bigint is rounded. */
export type Rows = { readonly json: string; readonly count: number };

export const OBJECT_TYPE = 'application/vnd.pgrst.object+json';

export function wantsObject(c: Context): boolean {
  return (c.req.header('accept') ?? '').includes(OBJECT_TYPE);
}

/** The preferences that the client states: `return=minimal`, `count=exact`, … */
export function preferences(c: Context): Set<string> {
  return new Set((c.req.header('prefer') ?? '').split(',').map((item) => item.trim()));
}

/** `.single()`: exactly one row, or 406. Must be asked before the commit: a refused answer leaves no effect. */
export function assertSingle(count: number): void {
  if (count === 1) return;
  const details = `The result contains ${count} rows`;
  throw new RestError(406, 'PGRST116', 'Cannot coerce the result to a single JSON object', { details });
}

export function jsonText(
  c: Context,
  body: string,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  const type = wantsObject(c) ? OBJECT_TYPE : 'application/json';
  const isHead = c.req.method === 'HEAD';
  return new Response(isHead ? null : body, {
    status,
    headers: { 'Content-Type': `${type}; charset=utf-8`, ...headers },
  });
}

/** The body as text and as value. The text goes to Postgres: it keeps numbers that JavaScript would round. */
export async function readJson(c: Context): Promise<{ text: string; value: unknown }> {
  const type = c.req.header('content-type') ?? 'application/json';
  const bytes = await c.req.arrayBuffer();
  if (!/^application\/(json|vnd\.pgrst\.\w+\+json)\b/.test(type)) {
    throw new RestError(415, 'PGRST107', `Content-Type not acceptable: ${type}`);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, value: JSON.parse(text) as unknown };
  } catch (cause) {
    throw new RestError(400, 'PGRST102', 'Empty or invalid json', { cause });
  }
}

/** Only `public` is served, whatever schema the client names. */
export function assertSchema(c: Context): void {
  for (const name of ['accept-profile', 'content-profile']) {
    const schema = c.req.header(name);
    if (schema !== undefined && schema !== 'public') {
      const hint = 'Only the following schemas are exposed: public';
      throw new RestError(406, 'PGRST106', `Invalid schema: ${schema}`, { hint });
    }
  }
}
