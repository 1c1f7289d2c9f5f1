/** When each kind of data was last complete on this device (R4.2-5 to R4.2-9, R7.2-10). */
import type { CommonPowerSyncDatabase } from '@powersync/common';

export async function noteSynced(
  power: CommonPowerSyncDatabase,
  locationId: string,
  at: string,
  kinds: readonly string[],
): Promise<void> {
  await power.execute(
    `insert into sync_meta (entity_type, location_id, last_sync_at)
     select value, ?, ? from json_each(?) where true
     on conflict (entity_type, location_id) do update set last_sync_at = excluded.last_sync_at`,
    [locationId, at, JSON.stringify(kinds)],
  );
}
