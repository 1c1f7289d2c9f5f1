/**
 * A stock transfer while it is being written, as pure values: what stands in
 * the fields, to the letter (R4.2-3). Its id is the transfer's from the start.
 */
import type { CartLot } from './cart.ts';
import { decimalText } from './decimal.ts';
import { isSellableQuantity, parseQuantity, stepMilli } from './quantity.ts';

/** What sending needs to know of an item. */
export interface SendableItem {
  readonly id: string;
  readonly name: string;
  readonly barcode: string | null;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
}

export interface TransferLine {
  readonly id: string;
  readonly item_id: string;
  readonly item_name: string;
  readonly barcode: string | null;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
  readonly lot: CartLot | null;
  readonly quantity: string;
}

export interface TransferDraft {
  readonly id: string;
  readonly started_at: string;
  readonly to_location_id: string | null;
  readonly note: string;
  readonly lines: readonly TransferLine[];
}

export interface ReadTransferLine {
  readonly quantity_milli: number | null;
  /** None where the line can be posted. */
  readonly faults: { readonly quantity?: 'missing' | 'not_possible'; readonly lot?: 'missing' };
}

export function newTransfer(id: string, startedAt: string): TransferDraft {
  return { id, started_at: startedAt, to_location_id: null, note: '', lines: [] };
}

/** What a scan or a choice says is sent; absent: one piece, of no batch yet. */
export interface Packed {
  /** The id of the line, should a new one be needed. */
  readonly lineId: string;
  readonly quantityMilli?: number | null;
  readonly lot?: CartLot | null;
}

/** Pieces of one item and batch join one line; what is weighed has a line for each weighing. */
export function pack(draft: TransferDraft, item: SendableItem, packed: Packed): TransferDraft {
  const { lineId, lot = null } = packed;
  const added = packed.quantityMilli ?? (item.quantity_decimals === 0 ? 1000 : null);
  const same = draft.lines.findLast(
    (line) => line.item_id === item.id && line.quantity_decimals === 0 && line.lot?.id === lot?.id,
  );
  if (same && added !== null) {
    const before = parseQuantity(same.quantity, 0) ?? 0;
    return changeLine(draft, same.id, { quantity: quantityText(before + added, 0) });
  }
  const line: TransferLine = {
    id: lineId,
    item_id: item.id,
    item_name: item.name,
    barcode: item.barcode,
    unit_symbol: item.unit_symbol,
    quantity_decimals: item.quantity_decimals,
    is_batch_tracked: item.is_batch_tracked,
    lot,
    quantity: added === null ? '' : quantityText(added, item.quantity_decimals),
  };
  return { ...draft, lines: [...draft.lines, line] };
}

export function quantityText(milli: number, decimals: number): string {
  return decimalText(Math.round(milli / stepMilli(decimals)), decimals);
}

export function changeLine(
  draft: TransferDraft,
  lineId: string,
  change: Partial<TransferLine>,
): TransferDraft {
  const lines = draft.lines.map((line) => (line.id === lineId ? { ...line, ...change } : line));
  return { ...draft, lines };
}

export function removeLine(draft: TransferDraft, lineId: string): TransferDraft {
  return { ...draft, lines: draft.lines.filter((line) => line.id !== lineId) };
}

export function readLine(line: TransferLine): ReadTransferLine {
  const quantity_milli = parseQuantity(line.quantity, line.quantity_decimals);
  const isPossible = quantity_milli !== null && isSellableQuantity(quantity_milli, line.quantity_decimals);
  const quantity = line.quantity.trim() === '' ? 'missing' : 'not_possible';
  const needsLot = line.is_batch_tracked === 1 && line.lot === null;
  return {
    quantity_milli,
    faults: { ...(isPossible ? {} : { quantity }), ...(needsLot ? { lot: 'missing' } : {}) },
  };
}

/** How many lines lack something. */
export function faultyLines({ lines }: TransferDraft): number {
  return lines.filter((line) => Object.keys(readLine(line).faults).length > 0).length;
}

/** Whether anything of it would be missed. */
export function isEmptyTransfer({ lines, note, to_location_id }: TransferDraft): boolean {
  return lines.length === 0 && note.trim() === '' && to_location_id === null;
}
