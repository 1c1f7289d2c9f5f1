/**
 * All that this device has and the server has not posted, as a file: pending,
 * waiting and failed, whole, with what the server said. It changes nothing.
 */
import type { OutboxRow } from '#schema/local-tables.ts';
import {
  unsyncedFormat,
  unsyncedVersion,
  type UnsyncedFile,
  type UnsyncedRecord,
} from '#schema/unsynced-file.ts';
import { timestamp } from '#domain/timestamp.ts';
import { makeUnsyncedFile } from '#domain/unsynced-file.ts';
import { unsyncedRecords } from '#queries/unsynced.ts';
import type { Till } from './till.ts';

export async function exportUnsynced(
  till: Pick<Till, 'db' | 'clock' | 'device' | 'location' | 'user'>,
): Promise<UnsyncedFile> {
  const { device, location, user } = till;
  const rows = await unsyncedRecords(till.db.read).execute();
  return makeUnsyncedFile({
    format: unsyncedFormat,
    version: unsyncedVersion,
    location: { id: location.id, code: location.code, name: location.name },
    device: { id: device.id, code: device.code, name: device.name },
    user: { id: user.id, name: user.name },
    exported_at: timestamp(till.clock.now()),
    records: rows.map((row) => recordOf(row, user.id)),
  });
}

/** `ownerId`: who made what names nobody. */
export function recordOf(row: OutboxRow, ownerId: string): UnsyncedRecord {
  return {
    queue_id: row.queue_id,
    entity_type: row.entity_type,
    entity_id: row.entity_id,
    device_id: row.device_id,
    number: row.number,
    total_minor: row.total_minor,
    client_created_at: row.client_created_at,
    client_updated_at: row.client_updated_at,
    created_by: row.created_by ?? ownerId,
    // Written by `writeDocument` from a payload; it is there as long as the record is not synced.
    payload: JSON.parse(row.payload ?? 'null') as UnsyncedRecord['payload'],
    sync_status: row.sync_status === 'synced' ? 'pending' : row.sync_status,
    is_waiting: row.is_waiting === 1,
    retry_count: row.retry_count,
    last_attempt_at: row.last_attempt_at,
    error_code: row.error_code,
    last_error: row.last_error,
  };
}
