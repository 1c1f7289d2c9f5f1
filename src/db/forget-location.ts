/**
 * Deletes the database of a user at a location (R12-5). Refused while it holds
 * anything that the server does not: a pending or failed document is money.
 */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import type { DeviceStore } from './device.ts';
import type { Platform } from './platform.ts';

const countUnsynced = `select count(*) as count from outbox
  where sync_status in ('pending', 'syncing', 'failed')`;

export async function unsyncedCount(power: CommonPowerSyncDatabase): Promise<number> {
  const { count } = await power.get<{ count: number }>(countUnsynced);
  return count;
}

const localTables = [
  'drafts',
  'pending_moves',
  'outbox',
  'document_counters',
  'sync_meta',
  'sync_errors',
  'database_facts',
] as const;

/**
 * The caller has stopped sync. Asked once more in the transaction that empties
 * the local tables: a sale of another tab may have come between.
 */
export async function forgetLocation(
  power: CommonPowerSyncDatabase,
  platform: Pick<Platform, 'deleteDatabase'>,
  devices: DeviceStore,
  name: string,
): Promise<'forgotten' | 'unsynced'> {
  const isEmptied = await power.writeTransaction(async (tx) => {
    const { count } = await tx.get<{ count: number }>(countUnsynced);
    if (count > 0) return false;
    for (const table of localTables) await tx.execute(`delete from ${table}`);
    return true;
  });
  if (!isEmptied) return 'unsynced';
  await power.disconnectAndClear();
  await power.close({ disconnect: true });
  await platform.deleteDatabase(name);
  devices.forgetDatabase(name);
  return 'forgotten';
}
