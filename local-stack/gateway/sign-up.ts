import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { createUser, noteSignIn } from './accounts.ts';
import { AuthError } from './auth-error.ts';
import { readSignUp } from './auth-request.ts';
import { sessionAnswer, type AuthOptions } from './auth-session.ts';
import { loginLimit } from './login-limit.ts';
import { openSession } from './sessions.ts';

/** Hashing a password takes a tenth of a second: nobody makes accounts faster than people do. */
const perAddress = 30;
const windowMs = 5 * 60_000;

/**
 * As Supabase Auth with 'confirm email' off: the local stack sends no mail, so
 * it takes everybody's word for their address. An account alone gives no right.
 */
export function signUp(options: AuthOptions): (c: Context, body: Record<string, unknown>) => Promise<object> {
  const limit = loginLimit(perAddress, windowMs);
  return async (c, body) => {
    const wanted = readSignUp(body);
    const ip = getConnInfo(c).remote.address ?? null;
    if (limit.isBlocked(ip ?? ''))
      throw new AuthError(429, 'over_request_rate_limit', 'Request rate limit reached');
    limit.begin(ip ?? '');
    const { id } = await createUser(options.db, wanted).catch((error: unknown) => {
      throw error instanceof AuthError && error.code === 'email_exists' ? alreadyThere(error) : error;
    });
    const user = await noteSignIn(options.db, id);
    const session = await openSession(options.db, id, c.req.header('user-agent') ?? null, ip);
    return sessionAnswer(c, options, user, session, 'password');
  };
}

/** Supabase Auth has two words for it: one for the holder of the service key, one for everybody. */
function alreadyThere(cause: AuthError): AuthError {
  return new AuthError(422, 'user_already_exists', 'User already registered', cause);
}
