import type { Context } from 'hono';

/** A refusal in the words of Supabase Auth (GoTrue). */
export class AuthError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 422 | 429 | 500 | 503;
  readonly code: string;
  /** What the body says besides. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    status: AuthError['status'],
    code: string,
    message: string,
    cause?: unknown,
    more: AuthError['more'] = {},
  ) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

/** GoTrue has two shapes; the client says which it reads (supabase-js: 2024-01-01). */
export function answerAuthError(c: Context, error: AuthError): Response {
  const { status, code, message, more } = error;
  const version = c.req.header('x-supabase-api-version');
  if (version !== undefined && version >= '2024-01-01') {
    c.header('X-Supabase-Api-Version', '2024-01-01');
    return c.json({ code, message, ...more }, status);
  }
  return c.json({ code: status, error_code: code, msg: message, ...more }, status);
}
