/**
 * What crosses the wire between the connector and `rpc/push`.
 *
 * A `PushRecord` is an outbox record without its local state; the server
 * answers each with a `PushResult`, HTTP 200, whatever was decided. The call
 * as a whole fails only where nothing was decided.
 */
import * as z from 'zod';
import { entityTypes, type EntityType } from '#schema/document-kinds.ts';
import { customerPaymentPayload } from '#schema/documents/customer-payment.ts';
import { grnPayload } from '#schema/documents/goods-received-note.ts';
import { salePayload } from '#schema/documents/sale.ts';
import { shiftPayload } from '#schema/documents/shift.ts';
import { stockAdjustmentPayload } from '#schema/documents/stock-adjustment.ts';
import { stockCountPayload } from '#schema/documents/stock-count.ts';
import { stockTransferPayload } from '#schema/documents/stock-transfer.ts';
import { stockTransferReceiptPayload } from '#schema/documents/stock-transfer-receipt.ts';

/** Payload schema of each kind of document. */
export const payloads = {
  sales_invoice: salePayload,
  stock_adjustment: stockAdjustmentPayload,
  customer_payment: customerPaymentPayload,
  grn: grnPayload,
  shift: shiftPayload,
  stock_count: stockCountPayload,
  stock_transfer: stockTransferPayload,
  stock_transfer_receipt: stockTransferReceiptPayload,
} as const satisfies Record<EntityType, z.ZodType>;

/**
 * An edit of a master (`masterEditPayload`) goes the same way and is no
 * document: no number, no lines, no place in the journal. `entity_id` is the
 * row's id; the edit itself is known by its `queue_id`.
 */
export const recordTypes = [...entityTypes, 'master_update'] as const;
export type RecordType = EntityType | 'master_update';

export interface PushRecord {
  readonly v: 1;
  readonly queue_id: string;
  readonly entity_type: RecordType;
  readonly entity_id: string;
  readonly location_id: string;
  readonly device_id: string;
  readonly client_created_at: string;
  readonly client_updated_at: string;
  readonly payload: unknown;
  /** Who made it, where a manager sends in another's; the one who sends it, unless told. */
  readonly created_by?: string;
}

export const pushResult = z.object({
  queue_id: z.string(),
  entity_id: z.string(),
  status: z.enum(['applied', 'already_applied', 'conflict', 'rejected', 'dependency_missing']),
  /** A code of `failure-codes.ts` or a SQLSTATE of class 22 or 23; null where it was applied. */
  code: z.string().nullable(),
  message: z.string().nullable(),
  field: z.string().nullable(),
  journal_seq: z.int().nullable(),
  posted_at: z.string().nullable(),
  /** Flags of a document; of an edit also what lost, as `older:price`: a `reason` and a `field` of `master_conflicts`. */
  warnings: z.array(z.string()),
});
export type PushResult = z.infer<typeof pushResult>;

/** `server_now` lets the device measure how far its clock is off (R10.3-3). */
export const pushAnswer = z.object({ server_now: z.string(), results: z.array(pushResult) });
export type PushAnswer = z.infer<typeof pushAnswer>;
