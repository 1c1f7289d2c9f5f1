import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { AuthError } from './auth-error.ts';

/*
 *  One session = one family of refresh tokens, each naming its parent; one is active.
 *
 *      r1 ──refresh──► r2 ──refresh──► r3 (active)
 *
 *  r3: a new token, r3 revoked.         r2, the parent of the active one: the answer
 *  got lost, r3 is given again.         r1, within the reuse time: r3 is given again
 *  (two tabs).                          r1, later: stolen, the whole family is revoked.
 */
export type Session = { readonly sessionId: string; readonly userId: string; readonly refreshToken: string };

export type LogoutScope = 'local' | 'global' | 'others';

type Token = {
  id: string;
  token: string;
  parent: string | null;
  session_id: string;
  user_id: string;
  revoked: boolean;
  age_seconds: number;
};

export async function openSession(
  db: pg.Pool,
  userId: string,
  userAgent: string | null,
  ip: string | null,
): Promise<Session> {
  const sessionId = randomUUID();
  const refreshToken = newToken();
  await db.query(
    `with session as (insert into auth.sessions (id, user_id, user_agent, ip) values ($1, $2, $3, $4) returning id, user_id)
     insert into auth.refresh_tokens (token, session_id, user_id) select $5, id, user_id from session`,
    [sessionId, userId, userAgent, ip, refreshToken],
  );
  return { sessionId, userId, refreshToken };
}

/** The next token of the family, or GoTrue's refusal. Callers with the same token at once all get the same next one. */
export async function refreshSession(db: pg.Pool, token: string, reuseSeconds: number): Promise<Session> {
  const client = await db.connect();
  try {
    await client.query('begin');
    const answer = await rotate(client, token, reuseSeconds);
    // A refusal commits too: it may have revoked the family.
    await client.query('commit');
    if (answer instanceof AuthError) throw answer;
    return answer;
  } catch (error) {
    if (!(error instanceof AuthError)) await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function rotate(
  client: pg.PoolClient,
  given: string,
  reuseSeconds: number,
): Promise<Session | AuthError> {
  const found = await lockFamily(client, given);
  if (!found)
    return new AuthError(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');
  const { rows } = await client.query<Token>(
    'select * from auth.refresh_tokens where session_id = $1 and not revoked order by id desc limit 1',
    [found.session_id],
  );
  const active = rows[0];
  const session = { sessionId: found.session_id, userId: found.user_id };
  if (!found.revoked) return { ...session, refreshToken: await replace(client, found) };
  if (active && (active.parent === found.token || found.age_seconds < reuseSeconds)) {
    return { ...session, refreshToken: active.token };
  }
  await client.query('update auth.refresh_tokens set revoked = true where session_id = $1 and not revoked', [
    found.session_id,
  ]);
  return new AuthError(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used');
}

/** The token as it is once its session is ours alone. */
async function lockFamily(client: pg.PoolClient, given: string): Promise<Token | undefined> {
  const session = await client.query(
    'select from auth.sessions where id = (select session_id from auth.refresh_tokens where token = $1) for update',
    [given],
  );
  if (session.rowCount === 0) return undefined;
  const { rows } = await client.query<Token>(
    `select *, extract(epoch from clock_timestamp() - updated_at)::float8 as age_seconds
       from auth.refresh_tokens where token = $1`,
    [given],
  );
  return rows[0];
}

async function replace(client: pg.PoolClient, old: Token): Promise<string> {
  const token = newToken();
  await client.query(
    'update auth.refresh_tokens set revoked = true, updated_at = clock_timestamp() where id = $1',
    [old.id],
  );
  await client.query(
    'insert into auth.refresh_tokens (token, parent, session_id, user_id) values ($1, $2, $3, $4)',
    [token, old.token, old.session_id, old.user_id],
  );
  await client.query('update auth.sessions set refreshed_at = now(), updated_at = now() where id = $1', [
    old.session_id,
  ]);
  return token;
}

export async function sessionExists(db: pg.Pool, sessionId: string): Promise<boolean> {
  const { rowCount } = await db.query('select from auth.sessions where id = $1', [sessionId]);
  return rowCount === 1;
}

export async function closeSessions(
  db: pg.Pool,
  userId: string,
  sessionId: string,
  scope: LogoutScope,
): Promise<void> {
  const which = { local: 'and id = $2', global: 'and $2::uuid is not null', others: 'and id <> $2' }[scope];
  await db.query(`delete from auth.sessions where user_id = $1 ${which}`, [userId, sessionId]);
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}
