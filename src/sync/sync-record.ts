/**
 * Writes down when each kind of data was last complete (R4.2-5 to R4.2-9,
 * R7.2-3 to R7.2-7), after a successful pull only (R7.2-10), and not at every
 * checkpoint: a busy shop has one a second.
 */
import type { LocalDatabase } from '#db/local-database.ts';
import { noteSynced } from '#db/sync-meta.ts';

const catalogKinds = [
  'items',
  'categories',
  'units',
  'tax_rates',
  'customers',
  'suppliers',
  'lots',
  'settings',
];
const everyMs = 10_000;

export interface Completeness {
  readonly catalogAt: string | null;
  readonly lastSyncedAt: string | null;
}

/** `isForced`: write what is known now, however soon. */
export type SyncRecord = (seen: Completeness, nowMs: number, isForced: boolean) => Promise<void>;

export function syncRecord({ power }: LocalDatabase, locationId: string): SyncRecord {
  let written: Completeness = { catalogAt: null, lastSyncedAt: null };
  let writtenMs = -Infinity;
  return async (seen, nowMs, isForced) => {
    if (!isForced && nowMs - writtenMs < everyMs) return;
    const before = written;
    written = seen;
    if (seen.catalogAt !== null && seen.catalogAt !== before.catalogAt) {
      writtenMs = nowMs;
      await noteSynced(power, locationId, seen.catalogAt, catalogKinds);
    }
    if (seen.lastSyncedAt !== null && seen.lastSyncedAt !== before.lastSyncedAt) {
      writtenMs = nowMs;
      await noteSynced(power, locationId, seen.lastSyncedAt, ['documents']);
    }
  };
}
