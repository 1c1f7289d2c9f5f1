import { createServer } from 'vite';
import { places } from './config.ts';

/** What the stack answers; everything else is the app, fresh from its sources. */
const API = ['/auth', '/rest', '/sync', '/write-checkpoint2.json', '/config.json', '/healthz', '/health'];

export type DevServer = { readonly url: string; stop(): Promise<void> };

/**
 * Vite's server with hot reload in front of a running stack, one origin as in
 * production. Without the service worker and the content security policy:
 * those are the build's and the gateway's.
 */
export async function startDevServer(port: number, stackUrl: string): Promise<DevServer> {
  const server = await createServer({
    root: places.root,
    logLevel: 'warn',
    server: {
      port,
      strictPort: true,
      proxy: Object.fromEntries(API.map((path) => [path, { target: stackUrl }])),
    },
  });
  await server.listen();
  return { url: `http://localhost:${port}`, stop: () => server.close() };
}
