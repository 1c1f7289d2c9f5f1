/**
 * Writes down when each kind of data was last complete (R4.2-5 to R4.2-9,
 * R7.2-3 to R7.2-7), after a successful pull only (R7.2-10), and not at every
 * checkpoint: a busy shop has one a second.
 */
import type { LocalDatabase } from '#db/local-database.ts';
import { noteSynced } from '#db/sync-meta.ts';

export interface Completeness {
  readonly catalogAt: string | null;
  readonly lastSyncedAt: string | null;
}

const parts: readonly (readonly [keyof Completeness, readonly string[]])[] = [
  ['catalogAt', ['items', 'categories', 'units', 'tax_rates', 'customers', 'suppliers', 'lots', 'settings']],
  ['lastSyncedAt', ['documents']],
];
const everyMs = 10_000;

/** `isForced`: write what is known now, however soon. */
export type SyncRecord = (seen: Completeness, nowMs: number, isForced: boolean) => Promise<void>;

export function syncRecord({ power }: LocalDatabase, locationId: string): SyncRecord {
  const written = new Map<keyof Completeness, { readonly at: string; readonly ms: number }>();
  return async (seen, nowMs, isForced) => {
    for (const [part, kinds] of parts) {
      const at = seen[part];
      const last = written.get(part);
      const isSoon = !isForced && last !== undefined && nowMs - last.ms < everyMs;
      if (at === null || at === last?.at || isSoon) continue;
      written.set(part, { at, ms: nowMs });
      await noteSynced(power, locationId, at, kinds);
    }
  };
}
