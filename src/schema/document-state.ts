import type { SyncStatus } from '#schema/local-tables.ts';

/** What a document is to people: where it stands on its way to the server, or closed for good by a manager. */
export type DocumentState = SyncStatus | 'void';

/** What the outbox has in `warnings` of one that was closed for good. */
export const voidWarning = '["void"]';
