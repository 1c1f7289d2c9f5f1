/**
 * What a record waits for, where that is made on this device too: another
 * record whose document, whose master or whose lot its payload names, and which
 * the server does not have yet. Triggers (`outbox-triggers.ts`) queue it again
 * once that one is synced.
 */
import type { CommonPowerSyncDatabase } from '@powersync/common';

/** By queue id, the `entity_id` of the oldest such record; none where nothing here is named. */
export async function unsyncedParents(
  power: CommonPowerSyncDatabase,
  queueIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (queueIds.length === 0) return new Map();
  const rows = await power.getAll<{ queue_id: string; parent_id: string }>(parents, [
    JSON.stringify(queueIds),
  ]);
  return new Map(rows.map(({ queue_id, parent_id }) => [queue_id, parent_id]));
}

const isUnsynced = `+parent.sync_status in ('pending', 'syncing', 'failed') and parent.position < child.position`;

/**
 * Each name is looked up by its index: a file may have queued edits by the ten
 * thousand; notes of goods received, which make lots, are few. Every payload names the location; nothing waits for an edit of that.
 */
const parents = `
  with child as materialized (
    select o.queue_id, o.position, part.atom as named from outbox o, json_tree(o.payload) part
    where o.queue_id in (select value from json_each(?)) and part.type = 'text' and part.key <> 'location_id')
  select child.queue_id, parent.entity_id as parent_id, parent.position
  from child cross join outbox parent on parent.entity_id = child.named
  where ${isUnsynced}
  union all
  select child.queue_id, parent.entity_id, parent.position
  from child cross join outbox parent
    on parent.entity_type = 'master_update' and parent.payload ->> 'id' = child.named
  where ${isUnsynced}
  union all
  select child.queue_id, parent.entity_id, parent.position
  from child cross join outbox parent, json_each(parent.payload, '$.lines') received
  where parent.entity_type in ('grn', 'stock_transfer_receipt') and parent.payload is not null
    and received.value ->> 'lot_id' = child.named and ${isUnsynced}
  order by 3 desc`;
