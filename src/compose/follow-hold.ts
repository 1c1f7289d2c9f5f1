/** Says whether the server cannot take documents now, from the outbox: so every tab says it, whichever one sends. */
import { isHold } from '#connector/outcome.ts';
import type { LocalDatabase } from '#db/local-database.ts';
import { standingFault } from '#queries/outbox.ts';
import type { WritableStore } from '#sync/sync-store.ts';
import { followTables } from './follow-tables.ts';

export function followHold(
  db: LocalDatabase,
  store: WritableStore,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const look = async () => {
    const fault = await standingFault(db.read).executeTakeFirst();
    const code = fault?.error_code ?? null;
    const held = code !== null && isHold(code) ? { code, message: fault?.last_error ?? '' } : null;
    store.set({ held });
  };
  return followTables(db, ['outbox'], look, onError);
}
