/**
 * A return has the batches and the customer of its sale, or the server refuses
 * it. So one that waits for a sale that is corrected is corrected with it.
 */
import type { Transaction } from '@powersync/common';
import type { SalePayload } from '#schema/documents/sale.ts';
import { noteSettlement, type Settlement } from './settlements.ts';

interface WaitingReturn {
  readonly queue_id: string;
  readonly entity_id: string;
  readonly payload: string;
}

/** `payload`: the sale as it is sent now. */
export async function returnsFollow(
  tx: Transaction,
  payload: string,
  by: Omit<Settlement, 'document_id' | 'payload_before'>,
): Promise<void> {
  // Both were written by this app from values of that type.
  const sale = JSON.parse(payload) as SalePayload;
  const returns = await tx.getAll<WaitingReturn>(
    `select queue_id, entity_id, payload from outbox
     where entity_type = 'sales_invoice' and sync_status in ('pending', 'failed') and payload ->> '$.original_id' = ?`,
    [sale.id],
  );
  for (const { queue_id, entity_id, payload: before } of returns) {
    const after = JSON.stringify(following(JSON.parse(before) as SalePayload, sale));
    if (after === before) continue;
    await tx.execute('update outbox set payload = ? where queue_id = ?', [after, queue_id]);
    await noteSettlement(tx, { ...by, document_id: entity_id, payload_before: before });
  }
}

function following(back: SalePayload, sale: SalePayload): SalePayload {
  const lots = new Map(sale.lines.map(({ id, lot_id }) => [id, lot_id]));
  const lines = back.lines.map((line) => ({
    ...line,
    lot_id: lots.get(line.original_line_id ?? '') ?? line.lot_id,
  }));
  return { ...back, customer_id: sale.customer_id, lines };
}
