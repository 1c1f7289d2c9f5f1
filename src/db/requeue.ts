/**
 * A failed record back into the queue, at its tail: as it was, or with what was
 * refused put right. Same id, same number, one transaction with the note of who
 * did it. What follows in the queue and in stock: `outbox-triggers.ts`.
 */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import type { OutboxRow } from '#schema/local-tables.ts';
import type { Refused } from '#domain/refusal.ts';
import { stateColumns } from './outbox.ts';
import { requeued } from './outbox-transition.ts';
import { returnsFollow } from './returns-follow.ts';
import { noteSettlement, type Settlement } from './settlements.ts';

export interface NewContent {
  readonly kind: 'content';
  readonly payload: string;
  readonly client_updated_at: string;
}

/** Judges the record as it is inside the transaction, not as a screen had read it. */
export type ContentOf = (record: OutboxRow) => NewContent | Refused;

/** `not_failed`: somebody was faster, or it is settled. Without `contentOf` the content stays to the byte. */
export async function requeue(
  power: CommonPowerSyncDatabase,
  queueId: string,
  by: Omit<Settlement, 'document_id' | 'payload_before'>,
  contentOf?: ContentOf,
): Promise<{ readonly kind: 'queued' | 'not_failed' } | Refused> {
  return power.writeTransaction(async (tx) => {
    const record = await tx.getOptional<OutboxRow>(
      `select * from outbox where queue_id = ? and sync_status = 'failed'`,
      [queueId],
    );
    if (!record) return { kind: 'not_failed' };
    const content = contentOf?.(record) ?? null;
    if (content?.kind === 'refused') return content;
    const { payload, client_updated_at } = content ?? record;
    const next = { ...requeued(record), payload, client_updated_at };
    await tx.execute(
      `update outbox set ${columns.map((name) => `${name} = ?`).join(', ')} where queue_id = ?`,
      [...columns.map((name) => next[name]), queueId],
    );
    if (content && record.entity_type === 'sales_invoice') await returnsFollow(tx, content.payload, by);
    const payload_before = content ? record.payload : null;
    await noteSettlement(tx, { ...by, document_id: record.entity_id, payload_before });
    return { kind: 'queued' };
  });
}

const columns = [...stateColumns, 'payload', 'client_updated_at'] as const;
