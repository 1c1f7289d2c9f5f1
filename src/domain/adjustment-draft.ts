/**
 * A stock adjustment while it is written, as pure values: what stands in the
 * fields, to the letter. Its id is the adjustment's id from the start.
 */
import type { CartLot } from './cart.ts';
import { decimalText } from './decimal.ts';
import { isSellableQuantity, parseQuantity, stepMilli } from './quantity.ts';
import { refused, type Refused } from './refusal.ts';
import type { Adjustment, AdjustmentInput, AdjustmentReason } from './stock-adjustment.ts';
import type { CountableItem } from './count-sheet.ts';

export type Direction = 'more' | 'less';

export interface AdjustmentLine {
  readonly id: string;
  readonly item_id: string;
  readonly item_name: string;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
  readonly lot: CartLot | null;
  readonly direction: Direction;
  readonly quantity: string;
}

export interface AdjustmentDraft {
  readonly id: string;
  readonly started_at: string;
  readonly reason: AdjustmentReason | null;
  readonly note: string;
  readonly lines: readonly AdjustmentLine[];
}

export function newAdjustment(id: string, startedAt: string): AdjustmentDraft {
  return { id, started_at: startedAt, reason: null, note: '', lines: [] };
}

/** What is found is more; what broke, expired or was stolen is less. */
export function directionOf(reason: AdjustmentReason | null): Direction {
  return reason === 'found' || reason === 'opening' ? 'more' : 'less';
}

/**
 * One press says why, in words too: `word` becomes the note, unless somebody
 * wrote another. Lines that were begun under another reason stay as they are.
 */
export function chooseReason(
  draft: AdjustmentDraft,
  reason: AdjustmentReason,
  word: string,
  wordBefore: string,
): AdjustmentDraft {
  const isOwn = draft.note.trim() !== '' && draft.note !== wordBefore;
  return { ...draft, reason, note: isOwn ? draft.note : word };
}

interface Touched {
  /** The id of the line, should a new one be needed. */
  readonly lineId: string;
  readonly lot: CartLot | null;
  readonly quantityMilli?: number | null;
}

/** Pieces of one item and batch join one line, in its own direction; what is weighed has a line for each. */
export function adjustItem(draft: AdjustmentDraft, item: CountableItem, touched: Touched): AdjustmentDraft {
  const isPiece = item.quantity_decimals === 0;
  const added = touched.quantityMilli ?? (isPiece ? 1000 : null);
  const same = isPiece
    ? draft.lines.find(({ item_id, lot }) => item_id === item.id && lot?.id === touched.lot?.id)
    : undefined;
  if (same && added !== null) {
    const milli = (parseQuantity(same.quantity, 0) ?? 0) + added;
    return changeAdjusted(draft, same.id, { quantity: quantityText(milli, 0) });
  }
  const line: AdjustmentLine = {
    id: touched.lineId,
    item_id: item.id,
    item_name: item.name,
    unit_symbol: item.unit_symbol,
    quantity_decimals: item.quantity_decimals,
    is_batch_tracked: item.is_batch_tracked,
    lot: touched.lot,
    direction: directionOf(draft.reason),
    quantity: added === null ? '' : quantityText(added, item.quantity_decimals),
  };
  return { ...draft, lines: [...draft.lines, line] };
}

function quantityText(milli: number, decimals: number): string {
  return decimalText(Math.round(milli / stepMilli(decimals)), decimals);
}

export function changeAdjusted(
  draft: AdjustmentDraft,
  lineId: string,
  change: Partial<AdjustmentLine>,
): AdjustmentDraft {
  const lines = draft.lines.map((line) => (line.id === lineId ? { ...line, ...change } : line));
  return { ...draft, lines };
}

export function removeAdjusted(draft: AdjustmentDraft, lineId: string): AdjustmentDraft {
  return { ...draft, lines: draft.lines.filter(({ id }) => id !== lineId) };
}

export type AdjustmentFault = 'quantity_missing' | 'quantity_not_possible' | 'batch_missing';

/** Signed; null where it is no quantity. */
export function readAdjusted(line: AdjustmentLine): {
  readonly quantity_milli: number | null;
  readonly fault: AdjustmentFault | null;
} {
  const milli = parseQuantity(line.quantity, line.quantity_decimals);
  if (milli === null || !isSellableQuantity(milli, line.quantity_decimals)) {
    const fault = line.quantity.trim() === '' ? 'quantity_missing' : 'quantity_not_possible';
    return { quantity_milli: null, fault };
  }
  const quantity_milli = line.direction === 'more' ? milli : -milli;
  return { quantity_milli, fault: line.is_batch_tracked === 1 && line.lot === null ? 'batch_missing' : null };
}

/** What the draft says, or what it lacks before it can be judged. */
export function readAdjustment(
  draft: AdjustmentDraft,
): { readonly kind: 'read'; readonly adjustment: Adjustment } | Refused {
  if (draft.lines.length === 0) return refused({ kind: 'empty_note' });
  if (draft.reason === null) return refused({ kind: 'text_missing', field: 'reason' });
  const lines: AdjustmentInput[] = [];
  for (const line of draft.lines) {
    const { quantity_milli, fault } = readAdjusted(line);
    if (quantity_milli === null || fault) {
      const { id: line_id, item_id, item_name } = line;
      const field = fault === 'batch_missing' ? 'batch_number' : 'quantity';
      return refused({ kind: 'line_incomplete', line_id, item_id, item_name, field });
    }
    const item = { ...line, id: line.item_id, name: line.item_name };
    lines.push({ id: line.id, item, lot: line.lot, quantity_milli, unit_cost_minor: null });
  }
  return {
    kind: 'read',
    adjustment: { id: draft.id, reason: draft.reason, note: draft.note, lines },
  };
}

export function isEmptyAdjustment({ lines, note, reason }: AdjustmentDraft): boolean {
  return lines.length === 0 && note.trim() === '' && reason === null;
}
