/** `documentStateOf` in SQL, of a row of the outbox. */
import { sql, type RawBuilder } from 'kysely';
import { dismissedWarning, voidWarning, type DocumentState } from '#schema/document-state.ts';

export function recordState(outbox = 'outbox'): RawBuilder<DocumentState> {
  const [status, warnings] = [sql.ref(`${outbox}.sync_status`), sql.ref(`${outbox}.warnings`)];
  return sql<DocumentState>`case ${warnings} when ${voidWarning} then 'void'
    when ${dismissedWarning} then 'dismissed' else ${status} end`;
}

/** Flags of what is in the books: one that was closed has none. */
export function recordFlags(): RawBuilder<string> {
  return sql<string>`iif(warnings is null or warnings in (${voidWarning}, ${dismissedWarning}), '[]', warnings)`;
}
