import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { requireApiKey, type ApiKeys } from './api-keys.ts';
import type { AuthOptions } from './auth-session.ts';
import { authRoutes } from './auth.ts';
import { answerHealth } from './health.ts';
import { requestLog, type RequestEntry } from './request-log.ts';
import { restRoutes, type RestOptions } from './rest.ts';
import { securityHeaders } from './security-headers.ts';
import { staticFiles } from './static-files.ts';

/** The built-in sync server; how it answers is its own affair. */
export type SyncServer = { fetch(request: Request): Response | Promise<Response>; stop(): Promise<void> };

export type AppOptions = AuthOptions &
  RestOptions & {
    readonly keys: ApiKeys;
    /** A PowerSync Service elsewhere; without it the built-in one answers on this origin. */
    readonly powersyncUrl: string | undefined;
    readonly sync: SyncServer | undefined;
    readonly distDir: string;
    readonly onRequest?: ((entry: RequestEntry) => void) | undefined;
  };

/*
 *  /auth/v1/*  ── api key ──► Supabase Auth's part          /config.json  where everything is
 *  /rest/v1/*  ── api key ──► PostgREST's part              /healthz      alive
 *                                                          /health       what works
 *  /sync/*, /write-checkpoint2.json ──► sync server         /*            the PWA
 */
export function makeApp(options: AppOptions): Hono {
  const app = new Hono();
  app.use(securityHeaders(options.powersyncUrl));
  const { onRequest } = options;
  for (const path of [
    '/auth/v1/*',
    '/rest/v1/*',
    '/sync/*',
    '/write-checkpoint2.json',
    '/config.json',
    '/healthz',
    '/health',
  ]) {
    app.use(path, noStore);
    if (onRequest) app.use(path, requestLog(onRequest));
  }
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  const isSyncing = options.sync !== undefined || options.powersyncUrl !== undefined;
  app.get('/health', (c) => answerHealth(c, options.pool, isSyncing, options.log));
  app.get('/config.json', (c) => c.json(configOf(c, options)));

  const auth = new Hono();
  auth.use(cors());
  auth.use(bodyLimit({ maxSize: 64 * 1024 }));
  const guard = requireApiKey(options.keys);
  auth.use((c, next) => (c.req.path.endsWith('/.well-known/jwks.json') ? next() : guard(c, next)));
  auth.route('/', authRoutes(options));
  app.route('/auth/v1', auth);

  const rest = new Hono();
  rest.use(cors({ origin: '*', exposeHeaders: ['Content-Range', 'Proxy-Status', 'WWW-Authenticate'] }));
  rest.use(guard);
  rest.route('/', restRoutes(options));
  app.route('/rest/v1', rest);

  const toSync = (c: Context): Response | Promise<Response> =>
    options.sync ? options.sync.fetch(c.req.raw) : c.text('This stack runs without its sync server.', 404);
  app.all('/sync/*', toSync);
  app.all('/write-checkpoint2.json', toSync);
  app.all('*', staticFiles(options.distDir));
  app.onError((error, c) => {
    options.log(`${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    return c.text('Internal error', 500);
  });
  return app;
}

async function noStore(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  c.header('Cache-Control', 'no-store');
}

/** The addresses as this visitor reaches them, so that a name or a port before us does no harm. */
function configOf(
  c: Context,
  options: AppOptions,
): { supabaseUrl: string; supabaseAnonKey: string; powersyncUrl: string } {
  const scheme = c.req.header('x-forwarded-proto') === 'https' ? 'https' : 'http';
  const origin = `${scheme}://${c.req.header('host') ?? new URL(c.req.url).host}`;
  return {
    supabaseUrl: origin,
    supabaseAnonKey: options.keys.anonKey,
    powersyncUrl: options.powersyncUrl ?? origin,
  };
}
