/** Serves the bench page as the gateway serves the app. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { securityHeaders } from '#stack/gateway/security-headers.ts';
import { staticFiles } from '#stack/gateway/static-files.ts';

export interface PageServer extends AsyncDisposable {
  readonly url: string;
}

/** `isIsolated`: with COEP, which makes the page's clock exact to 5 µs instead of 100. */
export async function servePage(
  dir: string,
  { isIsolated }: { readonly isIsolated: boolean },
): Promise<PageServer> {
  const app = new Hono();
  app.use(securityHeaders(undefined));
  app.use(async (c, next) => {
    await next();
    if (isIsolated) c.header('Cross-Origin-Embedder-Policy', 'require-corp');
  });
  app.get('*', staticFiles(dir));
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(
    (resolve) => {
      const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
        resolve({ server: started, port: info.port }),
      );
    },
  );
  return {
    url: `http://localhost:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}
