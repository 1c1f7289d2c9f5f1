/**
 * Puts right what the server refused in a document of this device, and sends it
 * again (R10.1-3e): same id, same number, at the tail of the queue, its effect
 * on stock rewritten to match; all of it in one transaction, or nothing.
 */
import type { OutboxRow } from '#schema/local-tables.ts';
import type { GrnPayload } from '#schema/documents/goods-received-note.ts';
import type { SalePayload } from '#schema/documents/sale.ts';
import type { StockAdjustmentPayload } from '#schema/documents/stock-adjustment.ts';
import type { StockTransferPayload } from '#schema/documents/stock-transfer.ts';
import { payloads } from '#schema/push.ts';
import { corrected, isCorrectable, type Correction } from '#domain/correction.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { requeue, type NewContent } from '#db/requeue.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { isManager, type Till } from './till.ts';

export interface CorrectionRequest {
  readonly queueId: string;
  readonly correction: Correction;
}

export async function correctDocument(
  till: Till,
  { queueId, correction }: CorrectionRequest,
): Promise<{ readonly kind: 'queued' } | Refused> {
  // A manager's yes is what a correction needs, whoever stands at the till.
  if (!isManager(till) && !correction.approval) return refused({ kind: 'not_allowed', needs: 'manager' });
  const at = timestamp(till.clock.now());
  const user_id = correction.approval?.approved_by ?? till.cashier.id;
  const reason = correction.approval?.approval_reason ?? '';
  try {
    const done = await requeue(till.db.power, queueId, { at, act: 'corrected', reason, user_id }, (record) =>
      contentOf(record, correction, at),
    );
    if (done.kind === 'refused') return done;
    return done.kind === 'queued' ? { kind: 'queued' } : refused({ kind: 'not_found' });
  } catch (error) {
    if (isStorageFull(error)) return refused({ kind: 'storage_full' });
    throw error;
  }
}

function contentOf(record: OutboxRow, correction: Correction, at: string): NewContent | Refused {
  // Written by this app from a value of that kind; what it is now is checked below.
  const stored = JSON.parse(record.payload ?? 'null');
  if (stored === null) return refused({ kind: 'not_found' });
  if (!isCorrectable(record.entity_type)) return refused({ kind: 'not_correctable' });
  const checked = payloads[record.entity_type].safeParse(corrected(stored, correction, at));
  if (!checked.success) return refused({ kind: 'not_correctable' });
  if (lacksCustomer(checked.data)) return refused({ kind: 'customer_missing' });
  return { kind: 'content', payload: JSON.stringify(checked.data), client_updated_at: at };
}

/** What is on credit is owed by somebody. */
function lacksCustomer(
  payload: SalePayload | StockAdjustmentPayload | StockTransferPayload | GrnPayload,
): boolean {
  if (!('payments' in payload) || payload.customer_id !== null) return false;
  return payload.payments.some(({ method }) => method === 'credit');
}
