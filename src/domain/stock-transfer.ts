/** A transfer draft becomes a stock transfer (R3.2-10), or a reason why not: all that the server would refuse is refused here first. */
import type { StockTransferLine, StockTransferPayload } from '#schema/documents/stock-transfer.ts';
import { approvalFields } from './approval.ts';
import { refused, type Refusal, type Refused } from './refusal.ts';
import { maxLines, maxNoteLength, type Numberless, type SaleContext } from './sale.ts';
import { movesOfTransfer, type StockMove } from './stock-moves.ts';
import { cleanText, lengthOf } from './text.ts';
import { readLine, type TransferDraft, type TransferLine } from './transfer-draft.ts';

export interface MadeTransfer {
  readonly kind: 'stock_transfer';
  readonly payload: Numberless<StockTransferPayload>;
  readonly moves: readonly StockMove[];
}

export type TransferContext = Pick<
  SaleContext,
  'location_id' | 'device_id' | 'cashier_id' | 'approval' | 'business_date' | 'at'
>;

export function makeTransfer(draft: TransferDraft, context: TransferContext): MadeTransfer | Refused {
  const note = cleanText(draft.note);
  const { to_location_id } = draft;
  if (to_location_id === null || to_location_id === context.location_id)
    return refused({ kind: 'destination_missing' });
  const refusal = refusalOf(draft, note);
  if (refusal) return refused(refusal);
  const lines: StockTransferLine[] = [];
  for (const [index, line] of draft.lines.entries()) {
    const made = transferLine(line, index);
    if ('kind' in made) return made;
    lines.push(made);
  }
  const payload = {
    id: draft.id,
    location_id: context.location_id,
    device_id: context.device_id,
    from_location_id: context.location_id,
    to_location_id,
    note,
    cashier_id: context.cashier_id,
    ...approvalFields(context.approval),
    business_date: context.business_date,
    client_created_at: context.at,
    client_updated_at: context.at,
    lines,
  } satisfies Numberless<StockTransferPayload>;
  return { kind: 'stock_transfer', payload, moves: movesOfTransfer(payload) };
}

function refusalOf({ lines }: TransferDraft, note: string): Refusal | null {
  if (lines.length === 0) return { kind: 'empty_note' };
  if (lines.length > maxLines) return { kind: 'too_many_lines', max: maxLines };
  if (lengthOf(note) > maxNoteLength)
    return { kind: 'text_too_long', field: 'note', max_length: maxNoteLength };
  return null;
}

function transferLine(line: TransferLine, index: number): StockTransferLine | Refused {
  const { item_id, item_name, lot } = line;
  const { quantity_milli, faults } = readLine(line);
  const at = { line_id: line.id, item_id, item_name };
  if (quantity_milli === null || faults.quantity)
    return refused({ kind: 'line_incomplete', ...at, field: 'quantity' });
  if (faults.lot) return refused({ kind: 'lot_missing', ...at });
  return {
    id: line.id,
    line_no: index + 1,
    item_id,
    lot_id: lot?.id ?? null,
    barcode: line.barcode,
    item_name,
    unit_symbol: line.unit_symbol,
    is_batch_tracked: line.is_batch_tracked,
    batch_number: lot?.batch_number ?? null,
    expiry_date: lot?.expiry_date ?? null,
    quantity_milli,
  };
}
