/**
 * A goods received note while it is being written, as pure values: what stands
 * in the fields, to the letter, so that nothing that was typed is lost when the
 * tab is (R9.2-7). Its id is the note's id from the start. What the texts mean,
 * and what is wrong with them, is `readLine`'s to say.
 */
import { decimalText } from './decimal.ts';
import { parseExpiry } from './expiry.ts';
import { lotId } from './lot-id.ts';
import { multiplyAndDivide } from './rounding.ts';
import { isSellableQuantity, parseQuantity, stepMilli } from './quantity.ts';
import { parseMoney } from './money.ts';
import { cleanLine, lengthOf } from './text.ts';

/** What receiving needs to know of an item. */
export interface ReceivableItem {
  readonly id: string;
  readonly name: string;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
  readonly cost_minor: number;
}

export interface NoteLine {
  readonly id: string;
  readonly item_id: string;
  readonly item_name: string;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
  readonly quantity: string;
  readonly unit_cost: string;
  readonly batch_number: string;
  /** What `parseExpiry` reads. */
  readonly expiry_date: string;
}

export interface NoteDraft {
  readonly id: string;
  readonly started_at: string;
  readonly supplier_id: string | null;
  /** The number on the supplier's delivery note. */
  readonly supplier_reference: string;
  readonly note: string;
  readonly lines: readonly NoteLine[];
}

export type LineField = 'quantity' | 'unit_cost' | 'batch_number' | 'expiry_date';
export type LineFault = 'missing' | 'not_possible' | 'too_long';

export interface ReadLine {
  readonly quantity_milli: number | null;
  readonly unit_cost_minor: number | null;
  readonly amount_minor: number | null;
  /** Null where the item has none, or where it is not whole yet. */
  readonly lot: { readonly id: string; readonly batch_number: string; readonly expiry_date: string } | null;
  /** None where the line can be posted. */
  readonly faults: Readonly<Partial<Record<LineField, LineFault>>>;
}

export const maxBatchLength = 60;

export function newNote(id: string, startedAt: string): NoteDraft {
  return { id, started_at: startedAt, supplier_id: null, supplier_reference: '', note: '', lines: [] };
}

/** What a scan or a choice says has come; absent: one piece, and nothing of a batch. */
export interface Arrived {
  /** The id of the line, should a new one be needed. */
  readonly lineId: string;
  readonly currencyDecimals: number;
  readonly quantityMilli?: number | null;
  readonly batchNumber?: string | null;
  readonly expiryDate?: string | null;
}

/**
 * Pieces of one item and batch join one line; what is weighed has a line for
 * each weighing. A batch fills a line of its item that has none yet.
 */
export function receive(draft: NoteDraft, item: ReceivableItem, arrived: Arrived): NoteDraft {
  const isTracked = item.is_batch_tracked === 1;
  const batch_number = isTracked ? (arrived.batchNumber ?? '') : '';
  const expiry_date = isTracked ? (arrived.expiryDate ?? '') : '';
  const added = arrived.quantityMilli ?? (item.quantity_decimals === 0 ? 1000 : null);
  const batch = { batch_number, expiry_date };
  const same = draft.lines.findLast((line) => joins(line, item, batch));
  if (same && added !== null) {
    const isFilled = same.batch_number === '' && batch_number !== '';
    // The code is of what was counted already, unless it says how much it is of.
    if (isFilled && arrived.quantityMilli == null) return changeLine(draft, same.id, batch);
    const before = isFilled ? 0 : (quantityOf(same) ?? 0);
    const quantity = quantityText(before + added, item.quantity_decimals);
    return changeLine(draft, same.id, { ...batch, quantity });
  }
  const line = {
    id: arrived.lineId,
    item_id: item.id,
    item_name: item.name,
    unit_symbol: item.unit_symbol,
    quantity_decimals: item.quantity_decimals,
    is_batch_tracked: item.is_batch_tracked,
    quantity: added === null ? '' : quantityText(added, item.quantity_decimals),
    unit_cost: decimalText(item.cost_minor, arrived.currencyDecimals),
    ...batch,
  };
  return { ...draft, lines: [...draft.lines, line] };
}

type Batch = Pick<NoteLine, 'batch_number' | 'expiry_date'>;

function joins(line: NoteLine, item: ReceivableItem, batch: Batch): boolean {
  if (line.item_id !== item.id || item.quantity_decimals > 0) return false;
  const isOpen = line.batch_number === '' && line.expiry_date === '';
  return isOpen || (line.batch_number === batch.batch_number && line.expiry_date === batch.expiry_date);
}

function quantityOf(line: NoteLine): number | null {
  return parseQuantity(line.quantity, line.quantity_decimals);
}

function quantityText(milli: number, decimals: number): string {
  return decimalText(Math.round(milli / stepMilli(decimals)), decimals);
}

export function changeLine(draft: NoteDraft, lineId: string, change: Partial<NoteLine>): NoteDraft {
  return {
    ...draft,
    lines: draft.lines.map((line) => (line.id === lineId ? { ...line, ...change } : line)),
  };
}

export function removeLine(draft: NoteDraft, lineId: string): NoteDraft {
  return { ...draft, lines: draft.lines.filter((line) => line.id !== lineId) };
}

/** Cost times quantity, as the server recomputes it. */
export function lineAmount(unitCostMinor: number, quantityMilli: number): number {
  return multiplyAndDivide(unitCostMinor, quantityMilli, 1000);
}

export function readLine(line: NoteLine, currencyDecimals: number): ReadLine {
  const quantity_milli = quantityOf(line);
  const unit_cost_minor = parseMoney(line.unit_cost, currencyDecimals);
  const isPossible = quantity_milli !== null && isSellableQuantity(quantity_milli, line.quantity_decimals);
  const faults: Partial<Record<LineField, LineFault>> = {};
  if (!isPossible) faults.quantity = line.quantity.trim() === '' ? 'missing' : 'not_possible';
  if (unit_cost_minor === null) faults.unit_cost = line.unit_cost.trim() === '' ? 'missing' : 'not_possible';
  const batch = line.is_batch_tracked === 1 ? readBatch(line) : { lot: null, faults: {} };
  const amount_minor =
    quantity_milli === null || unit_cost_minor === null ? null : lineAmount(unit_cost_minor, quantity_milli);
  return {
    quantity_milli,
    unit_cost_minor,
    amount_minor,
    lot: batch.lot,
    faults: { ...faults, ...batch.faults },
  };
}

/** Batch number and expiry are asked for where the item is tracked by batch (R3.2-8, R3.2-9, R13-6). */
export function readBatch(
  line: Pick<NoteLine, 'item_id' | 'batch_number' | 'expiry_date'>,
): Pick<ReadLine, 'lot' | 'faults'> {
  const batch_number = cleanLine(line.batch_number);
  const expiry_date = parseExpiry(line.expiry_date);
  const faults: Partial<Record<LineField, LineFault>> = {};
  if (batch_number === '') faults.batch_number = 'missing';
  else if (lengthOf(batch_number) > maxBatchLength) faults.batch_number = 'too_long';
  if (expiry_date === null) faults.expiry_date = line.expiry_date.trim() === '' ? 'missing' : 'not_possible';
  if (expiry_date === null || faults.batch_number) return { lot: null, faults };
  return { lot: { id: lotId(line.item_id, batch_number, expiry_date), batch_number, expiry_date }, faults };
}

export interface NoteTotals {
  /** Of the lines that have an amount. */
  readonly total_minor: number;
  readonly faulty: number;
}

export function noteTotals(draft: NoteDraft, currencyDecimals: number): NoteTotals {
  const lines = draft.lines.map((line) => readLine(line, currencyDecimals));
  return {
    total_minor: lines.reduce((sum, { amount_minor }) => sum + (amount_minor ?? 0), 0),
    faulty: lines.filter(({ faults }) => Object.keys(faults).length > 0).length,
  };
}

/** Whether anything of it would be missed. */
export function isEmptyNote({ lines, supplier_id, supplier_reference, note }: NoteDraft): boolean {
  return lines.length === 0 && supplier_id === null && supplier_reference.trim() === '' && note.trim() === '';
}
