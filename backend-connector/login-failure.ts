/** What Supabase Auth says to a login, in words that every room may use. */
import type { AuthError } from '@supabase/supabase-js';
import type { LoginFailure } from '#db/session-types.ts';

export function loginFailure(error: AuthError): LoginFailure {
  if (error.code === 'invalid_credentials' || error.status === 400) return { kind: 'wrong_credentials' };
  if (error.name === 'AuthRetryableFetchError' && (error.status ?? 0) < 500) return { kind: 'no_network' };
  return { kind: 'server_error', message: error.message };
}
