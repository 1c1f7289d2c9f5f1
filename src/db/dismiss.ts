/**
 * Closes, on this device alone, a refusal that nothing can put right: the
 * server has another document under its id (RVDUP). The record keeps its
 * payload for as long as it is kept itself; its goods, what is owed by it, and its place in every
 * count of what is not at the server, go. What the server keeps stays there.
 */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import { dismissedWarning } from '#schema/document-state.ts';
import { linesPerRecord } from '#schema/local-tables.ts';
import { noteSettlement, type Settlement } from './settlements.ts';

/** `not_refused_so`: somebody was faster, or it was refused for something else. */
export async function dismiss(
  power: CommonPowerSyncDatabase,
  queueId: string,
  by: Omit<Settlement, 'document_id' | 'payload_before'>,
): Promise<'dismissed' | 'not_refused_so'> {
  return power.writeTransaction(async (tx) => {
    const record = await tx.getOptional<{ position: number; entity_id: string }>(
      `select position, entity_id from outbox
       where queue_id = ? and sync_status = 'failed' and error_code = 'RVDUP'`,
      [queueId],
    );
    if (!record) return 'not_refused_so';
    await tx.execute(
      `update outbox set sync_status = 'synced', is_waiting = 0, next_retry_at = null, depends_on = null, warnings = ?
       where queue_id = ?`,
      [dismissedWarning, queueId],
    );
    await tx.execute('delete from pending_moves where id >= ? and id < ?', [
      record.position * linesPerRecord,
      (record.position + 1) * linesPerRecord,
    ]);
    await tx.execute('delete from pending_debts where id = ?', [record.position]);
    await noteSettlement(tx, { ...by, document_id: record.entity_id, payload_before: null });
    return 'dismissed';
  });
}
