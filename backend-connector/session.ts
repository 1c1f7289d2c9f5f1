/**
 * Who is signed in.
 *
 *   never ──login──► known, signed in ◄──login──┐
 *     ▲                  │ refresh token refused │ (SIGNED_OUT)
 *     └──── logout ◄─────┴──► known, not signed in: sells on, does not sync
 *
 * Only logout forgets anything. supabase-js keeps the tokens in localStorage
 * and renews them; here are the answers that must not wait for it.
 */
import type { AuthError, Session as AuthSession, SupabaseClient } from '@supabase/supabase-js';
import type { Platform } from '#db/platform.ts';
import type { LoginResult, Profile, SessionState } from '#db/session-types.ts';
import { fetchProfile, readProfile, writeProfile } from './profile.ts';
import { sessionKey } from './supabase-client.ts';
import type { ConnectorSession } from './connector.ts';

export interface Session extends ConnectorSession {
  readonly client: SupabaseClient;
  state(): SessionState;
  subscribe(listener: () => void): () => void;
  login(email: string, password: string): Promise<LoginResult>;
  /** Of this device only, and also without a network. The caller has seen to what is not synced. */
  logout(): Promise<void>;
  /** Asks again who works where; what the network does not say stays as it was. */
  verify(): Promise<void>;
  close(): void;
}

/** A token that ends this soon is as good as ended. */
const marginMs = 10_000;
/** A server that refuses tokens is asked for a new one this often at most. */
const renewEveryMs = 60_000;
/** One that did not answer says nothing about tokens: it is asked again soon. */
const askAgainMs = 5_000;

export function createSession(client: SupabaseClient, platform: Pick<Platform, 'storage' | 'now'>): Session {
  const { storage, now } = platform;
  const listeners = new Set<() => void>();
  let auth: AuthSession | null = null;
  let state = stateOf(readProfile(storage), storage.getItem(sessionKey) !== null);
  /** By a clock that nobody sets: one that is set back would hold renewals up for as long. */
  let renewAtMs = -Infinity;

  const become = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const noteSignedIn = (isSignedIn: boolean) => {
    if (state.kind === 'known' && state.isSignedIn !== isSignedIn) become({ ...state, isSignedIn });
  };
  const { data: listening } = client.auth.onAuthStateChange((event, next) => {
    auth = next;
    if (next) noteSignedIn(true);
    // Without a network an expired session is reported as none, though it is still stored.
    else noteSignedIn(event !== 'SIGNED_OUT' && storage.getItem(sessionKey) !== null);
  });
  const isGood = () => auth !== null && (auth.expires_at ?? 0) * 1000 > now() + marginMs;
  /** True if there is a new token. Whoever refuses it anew waits: one renewal a minute. */
  const renew = async () => {
    if (performance.now() < renewAtMs) return false;
    renewAtMs = performance.now() + renewEveryMs;
    const { data, error } = await client.auth.refreshSession();
    if (data.session) auth = data.session;
    else if (isRejection(error)) {
      // supabase-js keeps a session whose access token has time left; the server has just refused it.
      auth = null;
      noteSignedIn(false);
    } else renewAtMs = performance.now() + askAgainMs;
    return isGood();
  };

  return {
    client,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // Another tab may have signed somebody else in: then the token is theirs.
    userId: () => auth?.user.id ?? (state.kind === 'known' ? state.profile.user.id : null),
    credentials() {
      if (auth && isGood())
        return { token: auth.access_token, expiresAt: new Date((auth.expires_at ?? 0) * 1000) };
      if (state.kind === 'known' && state.isSignedIn) void renew();
      return null;
    },
    async isReady(isRefused) {
      if (isGood() && !isRefused) return true;
      return state.kind === 'known' && state.isSignedIn ? renew() : false;
    },
    async login(email, password) {
      const { data, error } = await client.auth.signInWithPassword({ email, password });
      if (error) return loginFailure(error);
      auth = data.session;
      renewAtMs = -Infinity;
      const found = await fetchProfile(
        client,
        { id: data.user.id, email: data.user.email ?? email },
        now(),
      ).catch(asError);
      if (found instanceof Error) return { kind: 'server_error', message: found.message };
      if (found.memberships.length === 0) return { kind: 'no_location' };
      writeProfile(storage, found);
      await storage.durable();
      become({ kind: 'known', profile: found, isSignedIn: true });
      return { kind: 'signed_in', profile: found };
    },
    async logout() {
      await client.auth.signOut({ scope: 'local' });
      // supabase-js keeps the session if the server did not answer; this device forgets it all the same.
      storage.removeItem(sessionKey);
      auth = null;
      writeProfile(storage, null);
      await storage.durable();
      become({ kind: 'never' });
    },
    async verify() {
      if (state.kind !== 'known' || !isGood()) return;
      const found = await fetchProfile(client, state.profile.user, now()).catch(asError);
      if (found instanceof Error || state.kind !== 'known') return;
      writeProfile(storage, found);
      become({ ...state, profile: found });
    },
    close() {
      listening.subscription.unsubscribe();
      void client.auth.stopAutoRefresh();
    },
  };
}

function stateOf(profile: Profile | null, isSignedIn: boolean): SessionState {
  return profile ? { kind: 'known', profile, isSignedIn } : { kind: 'never' };
}

/** The refresh token itself is refused: only a login helps. Anything else passes. */
function isRejection(error: AuthError | null): boolean {
  return error !== null && [400, 401, 403].includes(error.status ?? 0);
}

function loginFailure(error: AuthError): LoginResult {
  if (error.code === 'invalid_credentials' || error.status === 400) return { kind: 'wrong_credentials' };
  if (error.name === 'AuthRetryableFetchError' && (error.status ?? 0) < 500) return { kind: 'no_network' };
  return { kind: 'server_error', message: error.message };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
