/** Why a sign-up did not lead into the shop, at the field that it is about. */
import type { SignUpResult } from '#sync/session-port.ts';

export type SignUpTrouble = { readonly [field in 'email' | 'password']?: string };

type Failure = Exclude<SignUpResult, { kind: 'signed_in' | 'confirm_email' }>;

export function signUpText(failure: Failure): SignUpTrouble {
  switch (failure.kind) {
    case 'has_account':
      return { email: 'This address has an account, with another password. Sign in with it instead.' };
    case 'email_invalid':
      return { email: 'The server does not take this address. Check it for typing errors.' };
    case 'no_location':
      return {
        email:
          'Your account is made, but nobody has invited this address, or the invitation has ended. Ask an admin to invite it, then sign in.',
      };
    case 'weak_password':
      return { password: `The server wants a stronger password: ${failure.message}` };
    case 'closed':
      return { password: 'This server takes no new accounts. Ask an admin to make one for you.' };
    case 'too_often':
      return { password: 'Too many tries. Wait some minutes, then try again; what you typed stays here.' };
    case 'no_network':
      return {
        password:
          'This needs internet, and the server cannot be reached. What you typed stays here: try again.',
      };
    case 'wrong_credentials':
    case 'server_error':
      return { password: 'The server could not sign you up. Try again in a minute.' };
  }
}
