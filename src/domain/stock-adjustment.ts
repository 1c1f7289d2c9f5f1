/**
 * Stock corrected by hand: how much more or less there is than the books say,
 * and why, in words (R3.2-15).
 */
import type { StockAdjustmentLine, StockAdjustmentPayload } from '#schema/documents/stock-adjustment.ts';
import { approvalFields } from './approval.ts';
import type { CartLot, SellableItem } from './cart.ts';
import { isSellableQuantity } from './quantity.ts';
import { refused, type Refusal, type Refused } from './refusal.ts';
import { maxLines, maxNoteLength, type Numberless, type SaleContext } from './sale.ts';
import { movesOfAdjustment, type StockMove } from './stock-moves.ts';
import { cleanText, lengthOf } from './text.ts';

export type AdjustmentReason = StockAdjustmentPayload['reason'];

export interface AdjustmentInput {
  readonly id: string;
  readonly item: Pick<SellableItem, 'id' | 'name' | 'unit_symbol' | 'quantity_decimals' | 'is_batch_tracked'>;
  readonly lot: CartLot | null;
  /** Positive for more, negative for less. */
  readonly quantity_milli: number;
  /** What one unit of an increase is worth; null takes the average. */
  readonly unit_cost_minor: number | null;
}

export interface Adjustment {
  readonly id: string;
  readonly reason: AdjustmentReason;
  readonly note: string;
  readonly lines: readonly AdjustmentInput[];
}

export interface MadeAdjustment {
  readonly kind: 'adjustment';
  readonly payload: Numberless<StockAdjustmentPayload>;
  readonly moves: readonly StockMove[];
}

type AdjustmentContext = Pick<
  SaleContext,
  'location_id' | 'device_id' | 'cashier_id' | 'approval' | 'business_date' | 'at'
>;

export function makeAdjustment(input: Adjustment, context: AdjustmentContext): MadeAdjustment | Refused {
  const note = cleanText(input.note);
  const refusal = refusalOf(input, note);
  if (refusal) return refused(refusal);
  const payload = {
    id: input.id,
    location_id: context.location_id,
    device_id: context.device_id,
    reason: input.reason,
    note,
    cashier_id: context.cashier_id,
    ...approvalFields(context.approval),
    business_date: context.business_date,
    client_created_at: context.at,
    client_updated_at: context.at,
    lines: input.lines.map(adjustmentLine),
  } satisfies Numberless<StockAdjustmentPayload>;
  return { kind: 'adjustment', payload, moves: movesOfAdjustment(payload) };
}

function refusalOf(input: Adjustment, note: string): Refusal | null {
  if (input.lines.length === 0) return { kind: 'empty_cart' };
  if (input.lines.length > maxLines) return { kind: 'too_many_lines', max: maxLines };
  if (note === '') return { kind: 'text_missing', field: 'note' };
  if (lengthOf(note) > maxNoteLength)
    return { kind: 'text_too_long', field: 'note', max_length: maxNoteLength };
  for (const line of input.lines) {
    const refusal = refusalOfLine(line);
    if (refusal) return refusal;
  }
  return null;
}

function refusalOfLine(line: AdjustmentInput): Refusal | null {
  const { item, quantity_milli } = line;
  const at = { line_id: line.id, item_id: item.id, item_name: item.name };
  if (!isSellableQuantity(Math.abs(quantity_milli), item.quantity_decimals)) {
    return { kind: 'quantity_invalid', ...at, quantity_milli, quantity_decimals: item.quantity_decimals };
  }
  if (item.is_batch_tracked === 1 && line.lot === null) return { kind: 'lot_missing', ...at };
  const cost = line.unit_cost_minor;
  const isCostPossible = cost === null || (Number.isInteger(cost) && cost >= 0 && quantity_milli > 0);
  return isCostPossible ? null : { kind: 'price_invalid', ...at };
}

function adjustmentLine(line: AdjustmentInput, index: number): StockAdjustmentLine {
  return {
    id: line.id,
    line_no: index + 1,
    item_id: line.item.id,
    lot_id: line.lot?.id ?? null,
    item_name: line.item.name,
    unit_symbol: line.item.unit_symbol,
    quantity_milli: line.quantity_milli,
    unit_cost_minor: line.unit_cost_minor,
  };
}
