/** Who works at the location, by what the last sync said. */
import type { Reader } from '#db/local-database.ts';

/** By name; none before the first copy, or once the location was taken away. A database holds one location. */
export function members(read: Reader) {
  return read
    .selectFrom('location_members')
    .select(['user_id', 'role', 'display_name as name'])
    .orderBy('display_name');
}
