/**
 * Who is signed in.
 *
 *   never ──login──► known, signed in ◄──login──┐
 *     ▲                  │ refresh token refused │ (SIGNED_OUT)
 *     └──── logout ◄─────┴──► known, not signed in: sells on, does not sync
 *
 * Only logout forgets anything. supabase-js keeps the tokens in localStorage
 * and renews them; here are the answers that must not wait for it. A session
 * of somebody else, which another tab has begun, is none here.
 */
import type { AuthError, Session as AuthSession, SupabaseClient } from '@supabase/supabase-js';
import type { KeyValueStore, Platform } from '#db/platform.ts';
import type { LoginResult, Profile, SessionState, SignUpResult } from '#db/session-types.ts';
import { isRecord, readStored } from '#db/stored-json.ts';
import { loginFailure } from './login-failure.ts';
import { fetchProfile, readProfile, writeProfile } from './profile.ts';
import { signUpFailure } from './sign-up-failure.ts';
import { sessionKey } from './supabase-client.ts';
import type { ConnectorSession } from './connector.ts';

export interface Session extends ConnectorSession {
  readonly client: SupabaseClient;
  state(): SessionState;
  subscribe(listener: () => void): () => void;
  login(email: string, password: string): Promise<LoginResult>;
  /** Makes an account and signs in with it. Again with the same password it is a login: an answer may be lost. */
  signUp(email: string, password: string): Promise<SignUpResult>;
  /** Of this device only, and also without a network. The caller has seen to what is not synced. */
  logout(): Promise<void>;
  /** Who gave their password since the page was loaded or this was last asked. */
  takeLogin(): string | null;
  /**
   * Asks again who works where, and finds a sign-in that has ended. What the
   * network does not say stays as it was, and so do the locations that
   * `isNeeded` names: what waits there is reached through them alone.
   */
  verify(isNeeded?: (locationId: string) => boolean): Promise<void>;
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
  let state = stateOf(readProfile(storage), storedUserId(storage));
  /** By a clock that nobody sets: one that is set back would hold renewals up for as long. */
  let renewAtMs = -Infinity;
  let justIn: string | null = null;
  let renewing: Promise<boolean> | null = null;
  /** The token that a request was last let go with. */
  let tried: string | null = null;

  const become = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const noteSignedIn = (isSignedIn: boolean) => {
    if (state.kind === 'known' && state.isSignedIn !== isSignedIn) become({ ...state, isSignedIn });
  };
  const isOurs = (userId: string | undefined | null) =>
    state.kind === 'known' && userId === state.profile.user.id;
  const isGood = () => isOurs(auth?.user.id) && (auth?.expires_at ?? 0) * 1000 > now() + marginMs;
  const { data: listening } = client.auth.onAuthStateChange((event, next) => {
    const wasGood = isGood();
    auth = next;
    if (next) noteSignedIn(isOurs(next.user.id));
    // Without a network an expired session is reported as none, though it is still stored.
    else noteSignedIn(event !== 'SIGNED_OUT' && isOurs(storedUserId(storage)));
    // supabase-js renews by itself, too: what waited for a good token hears of it.
    if (event === 'TOKEN_REFRESHED' && !wasGood) become({ ...state });
  });
  const renewNow = async () => {
    if (performance.now() < renewAtMs) return false;
    renewAtMs = performance.now() + renewEveryMs;
    const stored = storage.getItem(sessionKey);
    // An ended one is renewed by being asked for; refreshSession() would do it a second time.
    const { data, error } = await (isGood() ? client.auth.refreshSession() : client.auth.getSession());
    if (data.session) auth = data.session;
    else if (isRejection(error) || storage.getItem(sessionKey) === null) {
      // supabase-js keeps a session whose access token has time left, and would say again and again that
      // somebody is signed in; the server has just refused it. Another one may have come meanwhile.
      if (storage.getItem(sessionKey) === stored) storage.removeItem(sessionKey);
      auth = null;
      noteSignedIn(false);
    } else renewAtMs = performance.now() + askAgainMs;
    return isGood();
  };
  /** True if there is a new token. Whoever refuses it anew waits: one renewal a minute; all wait for the same. */
  const renew = () => {
    renewing ??= renewNow().finally(() => {
      renewing = null;
    });
    return renewing;
  };

  /** Whoever supabase-js has just signed in becomes who is signed in here, if they work anywhere. */
  const enter = async (
    user: Profile['user'],
    next: AuthSession,
    before: string | null,
  ): Promise<LoginResult> => {
    const found = await fetchProfile(client, user, now()).catch(asError);
    if (found instanceof Error || found.memberships.length === 0) {
      // Whoever was here before still is: a session without a profile would be neither theirs nor the other's.
      if (before === null) storage.removeItem(sessionKey);
      else storage.setItem(sessionKey, before);
      auth = null;
      noteSignedIn(isOurs(storedUserId(storage)));
      if (found instanceof Error) return { kind: 'server_error', message: found.message };
      return { kind: 'no_location' };
    }
    auth = next;
    renewAtMs = -Infinity;
    writeProfile(storage, found);
    await storage.durable();
    justIn = found.user.id;
    become({ kind: 'known', profile: found, isSignedIn: true });
    return { kind: 'signed_in', profile: found };
  };
  const login = async (email: string, password: string): Promise<LoginResult> => {
    const before = storage.getItem(sessionKey);
    const { data, error } = await client.auth.signInWithPassword({ email, password });
    if (error) return loginFailure(error);
    return enter({ id: data.user.id, email: data.user.email ?? email }, data.session, before);
  };

  return {
    client,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    userId: () => storedUserId(storage) ?? (state.kind === 'known' ? state.profile.user.id : null),
    credentials() {
      if (auth && isGood())
        return { token: auth.access_token, expiresAt: new Date((auth.expires_at ?? 0) * 1000) };
      if (state.kind === 'known' && state.isSignedIn) void renew();
      return null;
    },
    async isReady(isRefused) {
      // Refused was the token that was tried: there may be a newer one since.
      const isWorthTrying = isGood() && !(isRefused && auth?.access_token === tried);
      const isReady = isWorthTrying || (state.kind === 'known' && state.isSignedIn && (await renew()));
      if (isReady) tried = auth?.access_token ?? null;
      return isReady;
    },
    refuse(token) {
      if (auth?.access_token === token && state.kind === 'known' && state.isSignedIn) void renew();
    },
    login,
    async signUp(email, password) {
      const before = storage.getItem(sessionKey);
      const { data, error } = await client.auth.signUp({ email, password });
      if (data.session) {
        const { id } = data.session.user;
        return enter({ id, email: data.session.user.email ?? email }, data.session, before);
      }
      const failure = error ? signUpFailure(error) : null;
      // Where mails are sent, an address that has an account is answered like a new one, but for its identities.
      const hasAccount = failure?.kind === 'has_account' || data.user?.identities?.length === 0;
      if (!hasAccount) return failure ?? { kind: 'confirm_email' };
      const there = await login(email, password);
      return there.kind === 'wrong_credentials' ? { kind: 'has_account' } : there;
    },
    takeLogin() {
      const userId = justIn;
      justIn = null;
      return userId;
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
    async verify(isNeeded = () => false) {
      // What another tab, or the server, has ended is asked for again.
      if (!isOurs(storedUserId(storage))) noteSignedIn(false);
      if (state.kind !== 'known') return;
      const { user } = state.profile;
      if (!state.isSignedIn || !(isGood() || (await renew()))) return;
      const found = await fetchProfile(client, user, now()).catch(asError);
      // Somebody else may have signed in meanwhile.
      if (
        found instanceof Error ||
        state.kind !== 'known' ||
        !isOurs(user.id) ||
        !isOurs(storedUserId(storage))
      )
        return;
      const profile = { ...found, memberships: keeping(found, state.profile, isNeeded) };
      writeProfile(storage, profile);
      become({ ...state, profile });
    },
    close() {
      listening.subscription.unsubscribe();
      void client.auth.stopAutoRefresh();
    },
  };
}

function stateOf(profile: Profile | null, userId: string | null): SessionState {
  return profile ? { kind: 'known', profile, isSignedIn: profile.user.id === userId } : { kind: 'never' };
}

function keeping(
  { memberships }: Profile,
  before: Profile,
  isNeeded: (locationId: string) => boolean,
): Profile['memberships'] {
  const isHere = (id: string) => memberships.some(({ location }) => location.id === id);
  const lost = before.memberships.filter(({ location }) => !isHere(location.id) && isNeeded(location.id));
  return [...memberships, ...lost];
}

/**
 * supabase-js takes the token of each request from there, and another tab may
 * have signed somebody else in a moment ago: what this tab has heard of is not
 * enough to send in anybody's name.
 */
function storedUserId(storage: KeyValueStore): string | null {
  return readStored(storage, sessionKey, isOfSomebody)?.user.id ?? null;
}

function isOfSomebody(value: unknown): value is { readonly user: { readonly id: string } } {
  return isRecord(value) && isRecord(value.user) && typeof value.user.id === 'string';
}

/** The refresh token itself is refused: only a login helps. Anything else passes. */
function isRejection(error: AuthError | null): boolean {
  return error !== null && [400, 401, 403].includes(error.status ?? 0);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
