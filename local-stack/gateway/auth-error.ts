import type { Context } from 'hono';

/** A refusal in the words of Supabase Auth (GoTrue). */
export class AuthError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 422 | 429 | 500 | 503;
  readonly code: string;

  constructor(status: AuthError['status'], code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.status = status;
    this.code = code;
  }
}

/** GoTrue has two shapes; the client says which it reads (supabase-js: 2024-01-01). */
export function answerAuthError(c: Context, error: AuthError): Response {
  const version = c.req.header('x-supabase-api-version');
  if (version !== undefined && version >= '2024-01-01') {
    c.header('X-Supabase-Api-Version', '2024-01-01');
    return c.json({ code: error.code, message: error.message }, error.status);
  }
  return c.json({ code: error.status, error_code: error.code, msg: error.message }, error.status);
}
