import type { Context, MiddlewareHandler } from 'hono';

/** One request of the API, for whoever runs it. No query, no header, no body: those may hold secrets and customers. */
export type RequestEntry = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Until the answer began: a stream goes on. */
  readonly ms: number;
};

export function requestLog(onRequest: (entry: RequestEntry) => void): MiddlewareHandler {
  return async (c: Context, next) => {
    const startMs = performance.now();
    await next();
    const ms = Math.round(performance.now() - startMs);
    onRequest({ method: c.req.method, path: c.req.path, status: c.res.status, ms });
  };
}
