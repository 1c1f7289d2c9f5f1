/**
 * Which back end: read at every start from `/config.json`, so one build runs
 * against any; the last good one is kept for starting without a network.
 */
import * as z from 'zod';
import type { Platform } from '#db/platform.ts';

/** Tokens and sales travel encrypted (R12-7); only this machine itself may be asked in the clear. */
const secureUrl = z.url().refine((text) => {
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  );
}, 'must be https');

const backendConfig = z.object({
  supabaseUrl: z.url(),
  supabaseAnonKey: z.string().min(1),
  powersyncUrl: z.url(),
});
export type BackendConfig = z.infer<typeof backendConfig>;

/** What is taken anew. What an older build took stays: a till that has sales must open. */
const newConfig = backendConfig.extend({ supabaseUrl: secureUrl, powersyncUrl: secureUrl });

const key = 'flux.config';
/** A start waits no longer than this for the network. */
const timeoutMs = 3000;

/** Null: never had one, and none to be had now. */
export async function loadConfig({
  fetch,
  storage,
}: Pick<Platform, 'fetch' | 'storage'>): Promise<BackendConfig | null> {
  const known = parse(backendConfig, storage.getItem(key));
  const fresh = fetchConfig(fetch);
  if (known) {
    // The app opens at once with what it has; a change counts at the next start.
    void fresh.then((config) => config && storage.setItem(key, JSON.stringify(config)));
    return known;
  }
  const config = await fresh;
  if (config) storage.setItem(key, JSON.stringify(config));
  await storage.durable();
  return config;
}

async function fetchConfig(fetch: Platform['fetch']): Promise<BackendConfig | null> {
  try {
    const response = await fetch('/config.json', {
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return response.ok ? parse(newConfig, await response.text()) : null;
  } catch {
    // No network, or something between us and the server that speaks no JSON: as if it had not answered.
    return null;
  }
}

function parse(shape: typeof backendConfig, text: string | null): BackendConfig | null {
  if (text === null) return null;
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
