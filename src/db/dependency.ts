/**
 * What a record waits for, where that is made on this device too: another
 * record whose document, or whose master, its payload names, and which the
 * server does not have yet. Triggers (`outbox-triggers.ts`) queue it again once that one is synced.
 */
import type { CommonPowerSyncDatabase } from '@powersync/common';

/** By queue id, the `entity_id` of the oldest such record; none where nothing here is named. The plus: by id, not through all that is unsent. */
export async function unsyncedParents(
  power: CommonPowerSyncDatabase,
  queueIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (queueIds.length === 0) return new Map();
  const rows = await power.getAll<{ queue_id: string; parent_id: string }>(
    `select child.queue_id, parent.entity_id as parent_id
     from outbox child, json_tree(child.payload) part, outbox parent
     where child.queue_id in (select value from json_each(?))
       and (parent.entity_id = part.atom or (parent.entity_type = 'master_update' and parent.payload ->> 'id' = part.atom))
       and parent.queue_id <> child.queue_id
       and +parent.sync_status in ('pending', 'syncing', 'failed')
     order by parent.position desc`,
    [JSON.stringify(queueIds)],
  );
  return new Map(rows.map(({ queue_id, parent_id }) => [queue_id, parent_id]));
}
