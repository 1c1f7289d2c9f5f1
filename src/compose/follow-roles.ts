/**
 * Who may do what at the location, as the last sync had it: a change counts
 * from the moment at which it reaches the device. The server judges by its own.
 */
import type { Role } from '#commands/till.ts';
import type { LocalDatabase } from '#db/local-database.ts';
import { members } from '#queries/members.ts';
import { followTables } from './follow-tables.ts';

type RoleOf = (userId: string) => Role | null;

export interface FollowedRoles {
  /** Null: no member, or not on the device yet. */
  readonly of: RoleOf;
  stop(): Promise<void>;
}

export function followRoles(
  db: LocalDatabase,
  onChange: (before: RoleOf) => void,
  onError: (error: unknown) => void,
): FollowedRoles {
  let roles: ReadonlyMap<string, Role> = new Map();
  const look = async () => {
    const here = await members(db.read).execute();
    // Of a location that was taken away nothing is left, and the last word stands.
    if (here.length === 0) return;
    const before = roles;
    roles = new Map(here.map(({ user_id, role }) => [user_id, role]));
    onChange((userId) => before.get(userId) ?? null);
  };
  return {
    of: (userId) => roles.get(userId) ?? null,
    stop: followTables(db, ['location_members'], look, onError),
  };
}
