import type { Context } from 'hono';
import type pg from 'pg';
import type { User } from './accounts.ts';
import type { Session } from './sessions.ts';
import { AUDIENCE, signToken } from './token.ts';

export type AuthOptions = {
  readonly db: pg.Pool;
  readonly jwtSecret: string;
  readonly jwtExpirySeconds: number;
  readonly refreshReuseSeconds: number;
  readonly log: (line: string) => void;
};

/** What whoever signs in is answered: an access token that names them, the refresh token of their session. */
export async function sessionAnswer(
  c: Context,
  options: AuthOptions,
  user: User,
  session: Session,
  method: string,
): Promise<object> {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `${new URL(c.req.url).origin}/auth/v1`,
    sub: user.id,
    aud: AUDIENCE,
    exp: now + options.jwtExpirySeconds,
    iat: now,
    email: user.email,
    phone: user.phone,
    app_metadata: user.app_metadata,
    user_metadata: user.user_metadata,
    role: user.role,
    aal: 'aal1',
    amr: [{ method, timestamp: now }],
    session_id: session.sessionId,
    is_anonymous: user.is_anonymous,
  };
  return {
    access_token: await signToken(options.jwtSecret, claims),
    token_type: 'bearer',
    expires_in: options.jwtExpirySeconds,
    expires_at: claims.exp,
    refresh_token: session.refreshToken,
    user,
  };
}
