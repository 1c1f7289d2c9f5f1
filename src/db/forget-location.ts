/**
 * Deletes the database of a user at a location (R12-5). Refused while it holds
 * anything that neither the server nor a file has: a pending or failed document
 * is money (requirements !3).
 */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import type { OutboxRow } from '#schema/local-tables.ts';
import type { UnsyncedFile } from '#schema/unsynced-file.ts';
import { canonicalText } from '#domain/canonical-text.ts';
import { closeOutbox } from './outbox-triggers.ts';
import type { DeviceStore } from './device.ts';
import { lastSequences } from './facts.ts';
import type { Platform } from './platform.ts';

type OnlyHere = Pick<OutboxRow, 'entity_id' | 'payload'>;

const isUnsynced = `sync_status in ('pending', 'syncing', 'failed')`;
const isOnlyHere = `${isUnsynced} and not (sync_status = 'failed' and is_kept = 1)`;

/** What the server has not posted. */
export function unsyncedCount(power: CommonPowerSyncDatabase): Promise<number> {
  return countOf(power, isUnsynced);
}

/** What the server does not hold in any form: what it refused and keeps does not count. */
export function onlyHereCount(power: CommonPowerSyncDatabase): Promise<number> {
  return countOf(power, isOnlyHere);
}

async function countOf(power: CommonPowerSyncDatabase, condition: string): Promise<number> {
  const { count } = await power.get<{ count: number }>(
    `select count(*) as count from outbox where ${condition}`,
  );
  return count;
}

const localTables = [
  'drafts',
  'pending_moves',
  'pending_debts',
  'outbox',
  'document_counters',
  'sync_meta',
  'sync_errors',
  'sync_attempts',
  'settlements',
  'database_facts',
] as const;

export interface Leaving {
  readonly name: string;
  readonly deviceId: string;
  readonly saved: UnsyncedFile | null;
}

/**
 * The caller has stopped sync. Asked once more in the transaction that empties
 * the local tables: a sale of another tab may have come between. `saved`: a
 * file that was read back from where it was saved; each document has to be in
 * it as it is now.
 */
export async function forgetLocation(
  power: CommonPowerSyncDatabase,
  platform: Pick<Platform, 'deleteDatabase'>,
  devices: DeviceStore,
  { name, deviceId, saved }: Leaving,
): Promise<'forgotten' | 'unsynced'> {
  const isEmptied = await power.writeTransaction(async (tx) => {
    if (!areIn(saved, await onlyHereRecords(tx))) return false;
    // The last numbers may be known nowhere else: a database made here later counts on from them.
    await devices.keepSequences(deviceId, await lastSequences(tx));
    for (const table of localTables) await tx.execute(`delete from ${table}`);
    // From here on to the end of the file no other tab can sell into it. Should the file stay, the next opening
    // makes its tables anew (`prepare-database.ts`) and lets go of this.
    await tx.execute(closeOutbox);
    await tx.execute('pragma user_version = 0');
    return true;
  });
  if (!isEmptied) return 'unsynced';
  await power.disconnectAndClear();
  await power.close({ disconnect: true });
  await platform.deleteDatabase(name);
  devices.forgetDatabase(name);
  return 'forgotten';
}

export function onlyHereRecords(db: Pick<CommonPowerSyncDatabase, 'getAll'>): Promise<readonly OnlyHere[]> {
  return db.getAll<OnlyHere>(`select entity_id, payload from outbox where ${isOnlyHere}`);
}

/** Whether the file has each of these documents, to the last value. */
export function areIn(file: UnsyncedFile | null, rows: readonly OnlyHere[]): boolean {
  const saved = new Map(file?.records.map((one) => [one.entity_id, canonicalText(one.payload)]));
  return rows.every(
    ({ entity_id, payload }) =>
      payload !== null && saved.get(entity_id) === canonicalText(JSON.parse(payload)),
  );
}
