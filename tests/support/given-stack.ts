/**
 * A stack that is not ours to start: Supabase and a PowerSync Service, wherever
 * `npm run conformance` says that they are. Tests know one origin for all, as
 * the local gateway is one, so one stands before them here:
 *
 *   test ──► one origin ──┬─ /auth/v1/* /rest/v1/*              ──► Supabase
 *                         ├─ /sync/* /write-checkpoint2.json    ──► PowerSync Service
 *                         └─ /config.json and the built app, from here
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { proxy } from 'hono/proxy';
import { z } from 'zod';
import { places } from '#stack/config.ts';
import { post } from '#stack/demo/api.ts';
import { securityHeaders } from '#stack/gateway/security-headers.ts';
import { staticFiles } from '#stack/gateway/static-files.ts';
import type { Stack } from '#stack/stack.ts';

const givenServices = z.object({
  supabaseUrl: z.url(),
  powersyncUrl: z.url(),
  anonKey: z.string(),
  serviceKey: z.string(),
  /** As a role that may write `public` and `auth`. */
  databaseUri: z.string(),
  jwtSecret: z.string(),
});
export type GivenServices = z.infer<typeof givenServices>;

const VARIABLE = 'FLUX_CONFORMANCE';

const text = { type: 'string' } as const;
/** For `parseArgs`: what names services that run elsewhere. */
export const serviceOptions = {
  'supabase-url': text,
  'powersync-url': text,
  'anon-key': text,
  'service-key': text,
  'database-uri': text,
  'jwt-secret': text,
} as const;
type ServiceOption = keyof typeof serviceOptions;

/** Of the options; the name of the first that is missing is thrown. */
export function servicesOf(values: Partial<Record<ServiceOption, string>>): GivenServices {
  const needed = (name: ServiceOption): string => {
    const value = values[name];
    if (value === undefined) throw new Error(`--${name} is missing.`);
    return value;
  };
  return {
    supabaseUrl: needed('supabase-url'),
    powersyncUrl: needed('powersync-url'),
    anonKey: needed('anon-key'),
    serviceKey: needed('service-key'),
    databaseUri: needed('database-uri'),
    jwtSecret: needed('jwt-secret'),
  };
}

export function environmentOf(services: GivenServices): Record<string, string> {
  return { [VARIABLE]: JSON.stringify(services) };
}

/** What the environment names; undefined where tests make stacks of their own. */
export function servicesFromEnvironment(): GivenServices | undefined {
  const text = process.env[VARIABLE];
  return text === undefined ? undefined : givenServices.parse(JSON.parse(text));
}

/** What tests know of a stack, wherever it runs. */
export type AnyStack = Omit<Stack, 'dataDir' | 'postgresPort'>;

export async function openGivenStack(services: GivenServices, distDir = places.dist): Promise<AnyStack> {
  const { anonKey, serviceKey, databaseUri, jwtSecret } = services;
  const origin = await startOrigin(services, distDir);
  const url = `http://localhost:${origin.port}`;
  return {
    url,
    powersyncUrl: url,
    anonKey,
    serviceKey,
    databaseUri,
    jwtSecret,
    port: origin.port,
    uri: () => databaseUri,
    async createUser(user) {
      const service = { url, key: serviceKey, token: serviceKey };
      const made = await post(service, '/auth/v1/admin/users', { ...user, email_confirm: true });
      return made as Awaited<ReturnType<Stack['createUser']>>;
    },
    stop: origin.stop,
    restartPostgres: () => Promise.reject(new Error('The stack is given: not ours to restart.')),
  };
}

async function startOrigin(
  { supabaseUrl, powersyncUrl, anonKey }: GivenServices,
  distDir: string,
): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const app = new Hono();
  app.use(securityHeaders(undefined));
  app.get('/config.json', (c) => {
    const visited = `http://${c.req.header('host')}`;
    return c.json({ supabaseUrl: visited, supabaseAnonKey: anonKey, powersyncUrl: visited });
  });
  for (const path of ['/auth/v1/*', '/rest/v1/*']) app.all(path, onTo(supabaseUrl));
  for (const path of ['/sync/*', '/write-checkpoint2.json']) app.all(path, onTo(powersyncUrl));
  app.all('*', staticFiles(distDir));

  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function onTo(base: string): (c: Context) => Promise<Response> {
  return (c) => {
    const { pathname, search } = new URL(c.req.url);
    const headers = { ...c.req.header(), host: undefined };
    const answer = proxy(base.replace(/\/$/, '') + pathname + search, { raw: c.req.raw, headers });
    // Not there, or who asked has gone: a gateway's answer to that.
    return answer.catch((cause: unknown) => c.text(String(cause), 502));
  };
}
