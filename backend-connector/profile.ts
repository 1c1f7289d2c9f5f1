/**
 * Who was last verified to work here: what the app opens with, whatever the
 * network and the token say (R3.1-12, R12-9). Holds no token.
 */
import type { SupabaseClient } from '@supabase/supabase-js';
import * as z from 'zod';
import type { KeyValueStore } from '#db/platform.ts';
import type { Profile } from '#db/session-types.ts';
import { timestamp } from '#domain/timestamp.ts';
import { locationMembersRow, locationsRow } from '#schema/tables.generated.ts';

const membership = z.object({
  location: locationsRow.pick({ id: true, name: true, code: true, kind: true }),
  role: locationMembersRow.shape.role,
  display_name: z.string(),
});
const profile = z.object({
  user: z.object({ id: z.string(), email: z.string() }),
  memberships: z.array(membership),
  verified_at: z.string(),
});

const key = 'flux.profile';

export function readProfile(storage: KeyValueStore): Profile | null {
  const text = storage.getItem(key);
  if (text === null) return null;
  try {
    return profile.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export function writeProfile(storage: KeyValueStore, value: Profile | null): void {
  if (value) storage.setItem(key, JSON.stringify(value));
  else storage.removeItem(key);
}

const memberRow = locationMembersRow.pick({ location_id: true, role: true, display_name: true });

/**
 * Asks the server, under RLS; rejects where it does not answer as agreed. What
 * the person was invited to since they last came is theirs with the question.
 */
export async function fetchProfile(
  client: SupabaseClient,
  user: Profile['user'],
  nowMs: number,
): Promise<Profile> {
  await client.rpc('claim_invitations').throwOnError();
  const [locations, members] = await Promise.all([
    client.from('locations').select('id,name,code,kind').throwOnError(),
    client
      .from('location_members')
      .select('location_id,role,display_name')
      .eq('user_id', user.id)
      .throwOnError(),
  ]);
  const known = z.array(membership.shape.location).parse(locations.data);
  const mine = z.array(memberRow).parse(members.data);
  const memberships = mine.flatMap(({ location_id, role, display_name }) => {
    const location = known.find(({ id }) => id === location_id);
    return location ? [{ location, role, display_name }] : [];
  });
  memberships.sort((a, b) => a.location.name.localeCompare(b.location.name));
  return { user, memberships, verified_at: timestamp(nowMs) };
}
