/** One edit of a record's history as it is shown. Pure. */
import { plainValues } from '#domain/master-conflict.ts';
import type { Values } from '#domain/master-edit.ts';
import { masterEditPayload } from '#schema/documents/master-edit.ts';
import { masterGroups, type MasterTable } from '#schema/masters.ts';
import type { MasterEditRow } from '#schema/master-history.ts';
import type { SyncStatus } from '#schema/local-tables.ts';

export interface HistoryEntry {
  readonly id: string;
  readonly isNew: boolean;
  readonly at: string;
  /** Ids of the person and the device; null: of this device. */
  readonly by: string | null;
  readonly deviceId: string | null;
  readonly sentBy: string | null;
  readonly before: Values;
  readonly after: Values;
  /** Columns that lost to a newer edit, or to another item. */
  readonly lost: readonly string[];
  /** Where it is on its way, or refused. */
  readonly status: SyncStatus;
}

export function entryOf(table: MasterTable, edit: MasterEditRow): HistoryEntry {
  return {
    id: edit.id,
    isNew: edit.kind === 'create',
    at: edit.stamp.slice(0, 24),
    by: edit.created_by,
    deviceId: edit.device_id,
    sentBy: edit.submitted_by,
    before: plainValues(edit.previous),
    after: plainValues(edit.columns),
    lost: edit.warnings.flatMap((warning) => lostBy(table, warning)),
    status: 'synced',
  };
}

interface UnsentRow {
  readonly id: string;
  readonly payload: string | null;
  readonly sync_status: SyncStatus;
  readonly client_created_at: string;
}

/** What is on this device alone; null where another build wrote what this one cannot read. */
export function unsentEntry(row: UnsentRow): HistoryEntry | null {
  const payload = masterEditPayload.safeParse(JSON.parse(row.payload ?? 'null')).data;
  if (payload === undefined) return null;
  return {
    id: row.id,
    isNew: payload.kind === 'create',
    at: row.client_created_at,
    by: null,
    deviceId: null,
    sentBy: null,
    before: plainValues(payload.previous),
    after: plainValues(payload.columns),
    lost: [],
    status: row.sync_status,
  };
}

/** `reason:field`; one that replaced what its author had not seen was kept. */
function lostBy(table: MasterTable, warning: string): readonly string[] {
  const [reason, field] = warning.split(':');
  if (field === undefined || (reason !== 'older' && reason !== 'barcode_taken')) return [];
  return masterGroups[table]?.[field] ?? [field];
}
