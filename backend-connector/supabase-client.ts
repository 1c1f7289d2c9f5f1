/** supabase-js as Flux uses it: no request without an end. */
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Platform } from '#db/platform.ts';
import type { BackendConfig } from './config.ts';

export const requestTimeoutMs = 20_000;
/** The one place where a token is kept (requirements !11). */
export const sessionKey = 'flux.session';

export function supabaseClient(
  config: BackendConfig,
  { fetch, storage }: Pick<Platform, 'fetch' | 'storage'>,
): SupabaseClient {
  return createClient(config.supabaseUrl, config.supabaseAnonKey, {
    auth: {
      storage,
      storageKey: sessionKey,
      persistSession: true,
      autoRefreshToken: true,
      detectSessionInUrl: false,
    },
    global: {
      fetch: (input, init) => {
        const timeout = AbortSignal.timeout(requestTimeoutMs);
        const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
        return fetch(input, { ...init, signal });
      },
    },
  });
}
