/** PowerSync's status in our words. */
import type { SyncStatus } from '#db/local-database.ts';

/** Priorities of sync-rules.yaml: what selling needs, and everything. */
const catalogPriority = 1;

export interface StreamView {
  readonly canSell: boolean;
  readonly copy: { readonly done: number; readonly total: number } | null;
  readonly catalogAt: string | null;
  readonly lastSyncedAt: string | null;
}

export function streamView(status: SyncStatus): StreamView {
  const catalog = status.statusForPriority(catalogPriority);
  const canSell = catalog?.hasSynced === true;
  const progress = canSell ? null : (status.downloadProgress?.untilPriority(catalogPriority) ?? null);
  return {
    canSell,
    copy: progress && { done: progress.downloadedOperations, total: progress.totalOperations },
    catalogAt: catalog?.lastSyncedAt?.toISOString() ?? null,
    lastSyncedAt: status.hasSynced === true ? (status.lastSyncedAt?.toISOString() ?? null) : null,
  };
}
