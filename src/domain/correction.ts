/**
 * What may be put right in a document that the server refused. Everything else
 * in it has happened: what was sold, for how much, when, and its number. So a
 * correction names a batch, a customer or a manager's yes, and nothing else; of
 * goods received it says what they are and whose, never how much or for how much.
 */
import type { EntityType } from '#schema/document-kinds.ts';
import type { Approval } from '#schema/documents/approval.ts';
import type { GrnLine, GrnPayload } from '#schema/documents/goods-received-note.ts';
import type { SalePayload } from '#schema/documents/sale.ts';
import type { StockAdjustmentPayload } from '#schema/documents/stock-adjustment.ts';
import type { StockTransferPayload } from '#schema/documents/stock-transfer.ts';
import { approvalFields } from './approval.ts';

/** What a line of goods received is of. */
export type ReceivedLine = Pick<
  GrnLine,
  'item_id' | 'item_name' | 'unit_symbol' | 'lot_id' | 'batch_number' | 'expiry_date'
>;

export interface Correction {
  /** The batch of each line that gets another, by the line's id. */
  readonly lots?: Readonly<Record<string, string>>;
  /** Null takes the customer off; absent leaves who it is. */
  readonly customer_id?: string | null;
  /** Of goods received, by the line's id. */
  readonly received?: Readonly<Record<string, ReceivedLine>>;
  /** As `customer_id`. */
  readonly supplier_id?: string | null;
  readonly approval?: Approval;
}

type Payload = SalePayload | StockAdjustmentPayload | StockTransferPayload | GrnPayload;

/** Whatever else is wrong is voided and made anew: a payment is its amount, a shift what was counted. */
export const correctableTypes = [
  'sales_invoice',
  'stock_adjustment',
  'stock_transfer',
  'grn',
] as const satisfies readonly EntityType[];

export function isCorrectable(entityType: string): entityType is (typeof correctableTypes)[number] {
  return correctableTypes.some((one) => one === entityType);
}

/** `payload` as an older build of this app may have stored it: approvals came later. */
export function corrected<P extends Payload>(payload: P, correction: Correction, at: string): P {
  const { lots = {}, received = {}, customer_id, supplier_id, approval } = correction;
  return {
    ...approvalFields(null),
    ...payload,
    ...('customer_id' in payload && customer_id !== undefined ? { customer_id } : {}),
    ...('supplier_id' in payload && supplier_id !== undefined ? { supplier_id } : {}),
    ...(approval ? approvalFields(approval) : {}),
    lines: payload.lines.map((line) => ({
      ...line,
      lot_id: lots[line.id] ?? line.lot_id,
      ...('unit_cost_minor' in line && 'expiry_date' in line ? received[line.id] : {}),
    })),
    client_updated_at: at,
  };
}
