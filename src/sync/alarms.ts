/**
 * What a shop should be told before it becomes a loss, as a pure function;
 * worst first. Selling goes on in every case.
 */
export type Alarm =
  /** Something has not reached the server for longer than this device allows. */
  | { readonly kind: 'unsynced_old'; readonly sinceMs: number }
  /** A sale may soon be refused for want of room. */
  | { readonly kind: 'storage_low'; readonly freeBytes: number }
  | { readonly kind: 'clock_off'; readonly offsetMs: number }
  | { readonly kind: 'queue_long'; readonly count: number };

export interface Situation {
  /** Pending and failed ones; an edit of a master is none. */
  readonly documents: number;
  readonly oldestAt: string | null;
  readonly alarmAfterMs: number;
  /** By the corrected clock, which also stamps the documents. */
  readonly nowMs: number;
  readonly clockOffsetMs: number;
  /** Null where the browser does not say. */
  readonly storage: { readonly usedBytes: number; readonly quotaBytes: number } | null;
}

/** More than so many unsynced documents (R10.3-7). */
export const longQueue = 200;
const mostDriftMs = 2 * 60_000;
/** A busy day of sales, several times over. */
const leastFreeBytes = 50 * 1024 * 1024;
const mostUsedShare = 0.9;

export function alarmsOf(now: Situation): readonly Alarm[] {
  const alarms: Alarm[] = [];
  const sinceMs = now.oldestAt === null ? null : Date.parse(now.oldestAt);
  if (sinceMs !== null && now.nowMs - sinceMs > now.alarmAfterMs) {
    alarms.push({ kind: 'unsynced_old', sinceMs });
  }
  if (now.storage && isNearlyFull(now.storage)) {
    alarms.push({ kind: 'storage_low', freeBytes: freeBytes(now.storage) });
  }
  if (Math.abs(now.clockOffsetMs) > mostDriftMs) {
    alarms.push({ kind: 'clock_off', offsetMs: now.clockOffsetMs });
  }
  if (now.documents > longQueue) alarms.push({ kind: 'queue_long', count: now.documents });
  return alarms;
}

function freeBytes({ usedBytes, quotaBytes }: NonNullable<Situation['storage']>): number {
  return Math.max(0, quotaBytes - usedBytes);
}

/** A quota of 0 is a browser that does not say. */
function isNearlyFull(storage: NonNullable<Situation['storage']>): boolean {
  const { usedBytes, quotaBytes } = storage;
  if (quotaBytes <= 0) return false;
  return usedBytes > mostUsedShare * quotaBytes || freeBytes(storage) < leastFreeBytes;
}
