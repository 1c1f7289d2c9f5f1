/**
 * Whether a password is right, and whose it is, without signing anybody in
 * here: by a client of its own that keeps nothing and is signed out again.
 */
import type { Platform } from '#db/platform.ts';
import type { PasswordCheck } from '#db/session-types.ts';
import type { BackendConfig } from './config.ts';
import { loginFailure } from './login-failure.ts';
import { fetchProfile } from './profile.ts';
import { passingClient } from './supabase-client.ts';

export function passwordCheck(
  config: BackendConfig,
  platform: Pick<Platform, 'fetch' | 'now'>,
  locationId: string,
): PasswordCheck {
  return async (email, password) => {
    const client = passingClient(config, platform);
    const { data, error } = await client.auth.signInWithPassword({ email, password });
    if (error) return loginFailure(error);
    const { id } = data.user;
    try {
      const { memberships } = await fetchProfile(client, { id, email }, platform.now());
      const here = memberships.find(({ location }) => location.id === locationId);
      if (!here) return { kind: 'no_location' };
      return { kind: 'verified', person: { id, name: here.display_name, role: here.role } };
    } catch (failure) {
      return { kind: 'server_error', message: failure instanceof Error ? failure.message : String(failure) };
    } finally {
      await client.auth.signOut({ scope: 'local' });
    }
  };
}
