import type { Context } from 'hono';
import type pg from 'pg';
import { findUser, type User } from './accounts.ts';
import { AuthError } from './auth-error.ts';
import { bearerToken } from './caller.ts';
import { sessionExists } from './sessions.ts';
import { verifyToken, type Claims } from './token.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The signed-in user behind a request to /auth/v1, whose session must still be open. */
export async function requireUser(
  c: Context,
  db: pg.Pool,
  jwtSecret: string,
): Promise<{ user: User; sessionId: string }> {
  const claims = await requireToken(c, jwtSecret);
  const { sub, session_id: sessionId } = claims;
  if (typeof sub !== 'string' || sub === '')
    throw new AuthError(403, 'bad_jwt', 'invalid claim: missing sub claim');
  if (!UUID.test(sub)) throw new AuthError(400, 'bad_jwt', 'invalid claim: sub claim must be a UUID');
  const user = await findUser(db, sub);
  if (!user) throw new AuthError(403, 'user_not_found', 'User from sub claim in JWT does not exist');
  if (typeof sessionId !== 'string' || !UUID.test(sessionId) || !(await sessionExists(db, sessionId))) {
    throw new AuthError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
  }
  return { user, sessionId };
}

export async function requireService(c: Context, jwtSecret: string): Promise<void> {
  const { role } = await requireToken(c, jwtSecret);
  if (role !== 'service_role') throw new AuthError(403, 'not_admin', 'User not allowed');
}

async function requireToken(c: Context, jwtSecret: string): Promise<Claims> {
  const token = bearerToken(c.req.header('authorization'));
  if (!token) throw new AuthError(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  const verified = await verifyToken(jwtSecret, token);
  if (verified.kind === 'valid') return verified.claims;
  throw new AuthError(
    403,
    'bad_jwt',
    `invalid JWT: unable to parse or verify signature, ${verified.message}`,
  );
}
