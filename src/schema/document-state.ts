import type { SyncStatus } from '#schema/local-tables.ts';

/**
 * What a document is to people: where it stands on its way to the server,
 * closed for good by a manager, or refused and, as nothing could put it right,
 * seen by one and closed on this device alone.
 */
export type DocumentState = SyncStatus | 'void' | 'dismissed';

/** What the outbox has in `warnings` of one that was closed. */
export const voidWarning = '["void"]';
export const dismissedWarning = '["dismissed"]';
export const closedWarnings = [voidWarning, dismissedWarning] as const;

export function documentStateOf(record: {
  readonly sync_status: SyncStatus;
  readonly warnings: string | null;
}): DocumentState {
  if (record.warnings === voidWarning) return 'void';
  return record.warnings === dismissedWarning ? 'dismissed' : record.sync_status;
}
