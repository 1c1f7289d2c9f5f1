/** A receipt draft becomes a transfer receipt (R3.2-11, R3.2-12), or a reason why not: all that the server would refuse is refused here first. */
import type {
  StockTransferReceiptLine,
  StockTransferReceiptPayload,
} from '#schema/documents/stock-transfer-receipt.ts';
import { approvalFields } from './approval.ts';
import { readReceiptLine, type ReceiptDraft, type ReceiptField, type ReceiptLine } from './receipt-draft.ts';
import { refused, type Refused } from './refusal.ts';
import { maxNoteLength, type Numberless } from './sale.ts';
import { movesOfReceipt, type StockMove } from './stock-moves.ts';
import type { TransferContext } from './stock-transfer.ts';
import { cleanLine, cleanText, lengthOf } from './text.ts';

export interface MadeReceipt {
  readonly kind: 'stock_transfer_receipt';
  readonly payload: Numberless<StockTransferReceiptPayload>;
  readonly moves: readonly StockMove[];
}

export function makeReceipt(draft: ReceiptDraft, context: TransferContext): MadeReceipt | Refused {
  const note = cleanText(draft.note);
  if (lengthOf(note) > maxNoteLength)
    return refused({ kind: 'text_too_long', field: 'note', max_length: maxNoteLength });
  const lines: StockTransferReceiptLine[] = [];
  for (const [index, line] of draft.lines.entries()) {
    const made = receiptLine(line, index);
    if ('kind' in made) return made;
    lines.push(made);
  }
  const payload = {
    id: draft.id,
    location_id: context.location_id,
    device_id: context.device_id,
    transfer_id: draft.transfer_id,
    sent_number: draft.transfer_number,
    from_location_id: draft.from_location_id,
    note,
    cashier_id: context.cashier_id,
    ...approvalFields(context.approval),
    business_date: context.business_date,
    client_created_at: context.at,
    client_updated_at: context.at,
    lines,
  } satisfies Numberless<StockTransferReceiptPayload>;
  return { kind: 'stock_transfer_receipt', payload, moves: movesOfReceipt(payload) };
}

function receiptLine(line: ReceiptLine, index: number): StockTransferReceiptLine | Refused {
  const { sent } = line;
  const { quantity_milli, differs, lot, faults } = readReceiptLine(line);
  const [fault] = Object.keys(faults) as ReceiptField[];
  if (fault !== undefined || quantity_milli === null) {
    const of = { line_id: line.id, item_id: line.item?.id ?? sent.item_id, item_name: sent.item_name };
    return refused({ kind: 'line_incomplete', ...of, field: fault ?? 'quantity' });
  }
  const item = quantity_milli === 0 ? null : line.item;
  return {
    id: line.id,
    line_no: index + 1,
    transfer_line_id: sent.id,
    item_id: item?.id ?? null,
    lot_id: lot?.id ?? null,
    batch_number: lot?.batch_number ?? null,
    expiry_date: lot?.expiry_date ?? null,
    item_name: item?.name ?? sent.item_name,
    unit_symbol: item?.unit_symbol ?? sent.unit_symbol,
    sent_milli: sent.quantity_milli,
    quantity_milli,
    reason: differs ? cleanLine(line.reason) : '',
  };
}
