import pg from 'pg';

/** An answer that is not a success, in PostgREST's shape. Thrown anywhere, answered once (app.ts). */
export class RestError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: string | null;
  readonly hint: string | null;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { details?: string | null; hint?: string | null; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.status = status;
    this.code = code;
    this.details = more.details ?? null;
    this.hint = more.hint ?? null;
  }

  body(): { code: string; message: string; details: string | null; hint: string | null } {
    return { code: this.code, message: this.message, details: this.details, hint: this.hint };
  }
}

/**
 * PostgREST's table (docs "Errors", HTTP status codes; v14 for 21000, 22023 and
 * 57P01): the longest prefix of the SQLSTATE decides; what is not listed is 400.
 */
const STATUS_BY_PREFIX: Readonly<Record<string, number>> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '21000': 500,
  '23503': 409,
  '23505': 409,
  '25': 500,
  '25006': 405,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '42883': 404,
  '42P01': 404,
  '42P17': 500,
  '53': 503,
  '53400': 500,
  '54': 500,
  '55': 500,
  '57': 500,
  '57P01': 503,
  '58': 500,
  F0: 500,
  HV: 500,
  P0: 500,
  P0001: 400,
  XX: 500,
};

export function statusOf(sqlstate: string, message: string, isAnonymous: boolean): number {
  if (sqlstate === '42501') return isAnonymous ? 401 : 403;
  if (sqlstate === '22023' && /^role .* does not exist$/.test(message)) return 401;
  // A function may choose its status: raise sqlstate 'PT402'.
  if (/^PT\d{3}$/.test(sqlstate)) return Number(sqlstate.slice(2));
  if (sqlstate.startsWith('PT')) return 500;
  return STATUS_BY_PREFIX[sqlstate] ?? STATUS_BY_PREFIX[sqlstate.slice(0, 2)] ?? 400;
}

/** What went wrong in a statement: Postgres said no, or the connection broke. */
export function fromStatement(error: unknown, isAnonymous: boolean): unknown {
  if (error instanceof RestError) return error;
  if (error instanceof pg.DatabaseError) {
    const code = error.code ?? 'XX000';
    const more = { details: error.detail ?? null, hint: error.hint ?? null, cause: error };
    return new RestError(statusOf(code, error.message, isAnonymous), code, error.message, more);
  }
  if (isConnectionLoss(error)) {
    const more = { details: error.message, cause: error };
    return new RestError(503, 'PGRST001', 'Database client error. Retrying the connection.', more);
  }
  return error;
}

/** What went wrong before there was a connection. */
export function fromConnecting(error: unknown): RestError {
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('timeout exceeded when trying to connect')) {
    return new RestError(504, 'PGRST003', 'Timed out acquiring connection from connection pool.', {
      cause: error,
    });
  }
  const more = { details: message, cause: error };
  return new RestError(503, 'PGRST000', 'Database connection error. Retrying the connection.', more);
}

function isConnectionLoss(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = (error as NodeJS.ErrnoException).code;
  return /connection|not queryable/i.test(error.message) || code === 'EPIPE' || code === 'ECONNRESET';
}
