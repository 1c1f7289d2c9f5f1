import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context } from 'hono';
import type pg from 'pg';
import { createUser, deleteUser, findPassword, findUser, listUsers, noteSignIn } from './accounts.ts';
import { requireService, requireUser } from './auth-caller.ts';
import { answerAuthError, AuthError } from './auth-error.ts';
import { sessionAnswer, type AuthOptions } from './auth-session.ts';
import { readLogin, readNewUser, readObject, readRefreshToken } from './auth-request.ts';
import { loginLimit } from './login-limit.ts';
import { isPassword } from './password.ts';
import { closeSessions, openSession, refreshSession, type LogoutScope } from './sessions.ts';
import { signUp } from './sign-up.ts';
import { AUDIENCE } from './token.ts';

/** What Flux uses of Supabase Auth: sign-up, password login, refresh, user, logout; and users made by the service key. */
export function authRoutes(options: AuthOptions): Hono {
  const { db, jwtSecret } = options;
  const app = new Hono();
  const signIn = passwordLogin(options);
  const makeAccount = signUp(options);
  app.get('/health', (c) =>
    c.json({ name: 'GoTrue', version: 'flux-local-stack', description: 'Answers as Supabase Auth does' }),
  );
  // HS256: there is no public key to show.
  app.get('/.well-known/jwks.json', (c) => c.json({ keys: [] }));
  app.post('/signup', async (c) => c.json(await makeAccount(c, await readObject(c))));
  app.post('/token', async (c) => {
    const grant = c.req.query('grant_type');
    const body = await readObject(c);
    if (grant === 'password') return c.json(await signIn(c, body));
    if (grant !== 'refresh_token') throw new AuthError(400, 'invalid_credentials', 'unsupported_grant_type');
    const session = await refreshSession(db, readRefreshToken(body), options.refreshReuseSeconds);
    const user = await findUser(db, session.userId);
    if (!user)
      throw new AuthError(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');
    return c.json(await sessionAnswer(c, options, user, session, 'token_refresh'));
  });
  app.get('/user', async (c) => c.json((await requireUser(c, db, jwtSecret)).user));
  app.post('/logout', async (c) => {
    const scope = c.req.query('scope') ?? 'global';
    if (!isScope(scope)) throw new AuthError(400, 'validation_failed', `Unsupported logout scope "${scope}"`);
    const { user, sessionId } = await requireUser(c, db, jwtSecret);
    await closeSessions(db, user.id, sessionId, scope);
    return c.body(null, 204);
  });
  app.route('/admin/users', adminRoutes(db, jwtSecret));
  app.onError((error, c) => {
    if (error instanceof AuthError) return answerAuthError(c, error);
    options.log(`auth ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    return answerAuthError(
      c,
      new AuthError(
        500,
        'unexpected_failure',
        'Unexpected failure, please check server logs for more information',
      ),
    );
  });
  app.all('*', () => {
    throw new AuthError(404, 'not_found', 'The local stack has no such part of Supabase Auth');
  });
  return app;
}

function adminRoutes(db: pg.Pool, jwtSecret: string): Hono {
  const app = new Hono();
  const missing = new AuthError(404, 'user_not_found', 'User not found');
  app.use(async (c, next) => {
    await requireService(c, jwtSecret);
    await next();
  });
  app.post('/', async (c) => c.json(await createUser(db, readNewUser(await readObject(c)))));
  app.get('/', async (c) => {
    const page = Math.max(1, Number(c.req.query('page')) || 1);
    const perPage = Math.min(1_000, Math.max(1, Number(c.req.query('per_page')) || 50));
    return c.json({ users: await listUsers(db, page, perPage), aud: AUDIENCE });
  });
  app.get('/:id{[0-9a-f-]{36}}', async (c) => {
    const user = await findUser(db, c.req.param('id'));
    if (!user) throw missing;
    return c.json(user);
  });
  app.delete('/:id{[0-9a-f-]{36}}', async (c) => {
    if (!(await deleteUser(db, c.req.param('id')))) throw missing;
    return c.json({});
  });
  return app;
}

function passwordLogin(options: AuthOptions): (c: Context, body: Record<string, unknown>) => Promise<object> {
  const limit = loginLimit();
  return async (c, body) => {
    const { email, password } = readLogin(body);
    const ip = getConnInfo(c).remote.address ?? null;
    const key = `${email.trim().toLowerCase()} ${ip}`;
    if (limit.isBlocked(key))
      throw new AuthError(429, 'over_request_rate_limit', 'Request rate limit reached');
    limit.begin(key);
    const account = await findPassword(options.db, email);
    if (!(await isPassword(password, account?.hash ?? null)) || !account) {
      throw new AuthError(400, 'invalid_credentials', 'Invalid login credentials');
    }
    limit.succeeded(key);
    const user = await noteSignIn(options.db, account.id);
    const session = await openSession(options.db, user.id, c.req.header('user-agent') ?? null, ip);
    return sessionAnswer(c, options, user, session, 'password');
  };
}

function isScope(text: string): text is LogoutScope {
  return text === 'local' || text === 'global' || text === 'others';
}
