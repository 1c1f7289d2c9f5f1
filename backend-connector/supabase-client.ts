/** supabase-js as Flux uses it: no request without an end. */
import { createClient, type SupabaseClient, type SupabaseClientOptions } from '@supabase/supabase-js';
import type { Platform } from '#db/platform.ts';
import { retryAfterMs } from './backoff.ts';
import type { BackendConfig } from './config.ts';
import { asksForToken, withoutServerTime } from './token-answer.ts';

export const requestTimeoutMs = 20_000;
/** The one place where a token is kept (requirements !11). */
export const sessionKey = 'flux.session';

/**
 * supabase-js shows no headers of an answer, so what it said of when to come
 * back is kept by the signal of its request. A server of another origin must
 * expose the header.
 */
const waits = new WeakMap<AbortSignal, number>();

export function waitAskedFor(signal: AbortSignal): number | null {
  return waits.get(signal) ?? null;
}

function noteWait(signal: AbortSignal | null | undefined, { headers }: Response): void {
  const nowMs = Date.parse(headers.get('date') ?? '') || Date.now();
  const ms = retryAfterMs(headers.get('retry-after'), nowMs);
  if (signal && ms !== null) waits.set(signal, ms);
}

export function supabaseClient(
  config: BackendConfig,
  { fetch, storage }: Pick<Platform, 'fetch' | 'storage'>,
): SupabaseClient {
  return client(config, fetch, {
    storage,
    storageKey: sessionKey,
    persistSession: true,
    autoRefreshToken: true,
  });
}

/** For one question in somebody's name: keeps nothing, renews nothing. */
export function passingClient(config: BackendConfig, { fetch }: Pick<Platform, 'fetch'>): SupabaseClient {
  return client(config, fetch, {
    storageKey: `${sessionKey}.passing`,
    persistSession: false,
    autoRefreshToken: false,
  });
}

type AuthOptions = NonNullable<SupabaseClientOptions<'public'>['auth']>;

function client(config: BackendConfig, fetch: Platform['fetch'], auth: AuthOptions): SupabaseClient {
  return createClient(config.supabaseUrl, config.supabaseAnonKey, {
    // The link of a confirmation mail then carries no token that a browser's history would keep.
    auth: { ...auth, detectSessionInUrl: false, flowType: 'pkce' },
    global: {
      fetch: async (input, init) => {
        const timeout = AbortSignal.timeout(requestTimeoutMs);
        const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
        const response = await fetch(input, { ...init, signal });
        noteWait(init?.signal, response);
        return asksForToken(input) ? withoutServerTime(response) : response;
      },
    },
  });
}
