/** What Supabase Auth says to a sign-up, in words that every room may use. */
import type { AuthError } from '@supabase/supabase-js';
import type { LoginFailure, SignUpFailure } from '#db/session-types.ts';
import { loginFailure } from './login-failure.ts';

const kinds: Readonly<Record<string, SignUpFailure['kind']>> = {
  user_already_exists: 'has_account',
  email_exists: 'has_account',
  signup_disabled: 'closed',
  email_provider_disabled: 'closed',
  over_request_rate_limit: 'too_often',
  over_email_send_rate_limit: 'too_often',
  email_address_invalid: 'email_invalid',
  email_address_not_authorized: 'email_invalid',
  validation_failed: 'email_invalid',
};

export function signUpFailure(error: AuthError): SignUpFailure | LoginFailure {
  // How long a password must be is the server's to say.
  if (error.code === 'weak_password') return { kind: 'weak_password', message: error.message };
  const kind = kinds[error.code ?? ''];
  return kind && kind !== 'weak_password' ? { kind } : loginFailure(error);
}
