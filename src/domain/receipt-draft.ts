/**
 * What came of a transfer, while it is being checked, as pure values: what
 * stands in the fields, to the letter. It says itself what was sent, so that it
 * is whole whatever becomes of the transfer meanwhile.
 *
 * Each line needs an item of this location, unless nothing of it came.
 */
import type { SentLine } from '#schema/documents/stock-transfer.ts';
import { parseExpiry } from './expiry.ts';
import { lotId } from './lot-id.ts';
import { maxBatchLength, type ReceivableItem } from './note-draft.ts';
import { isSellableQuantity, parseQuantity } from './quantity.ts';
import { cleanLine, lengthOf } from './text.ts';
import { quantityText } from './transfer-draft.ts';

export type ArrivedItem = Pick<
  ReceivableItem,
  'id' | 'name' | 'unit_symbol' | 'quantity_decimals' | 'is_batch_tracked'
>;

export interface ReceiptLine {
  readonly id: string;
  readonly sent: SentLine;
  /** Null where nobody has said yet which item of here it is. */
  readonly item: ArrivedItem | null;
  readonly quantity: string;
  readonly reason: string;
  readonly batch_number: string;
  /** What `parseExpiry` reads. */
  readonly expiry_date: string;
}

export interface Incoming {
  readonly id: string;
  readonly transfer_number: string;
  readonly from_location_id: string;
  readonly lines: readonly SentLine[];
}

export interface ReceiptDraft {
  readonly id: string;
  readonly started_at: string;
  readonly transfer_id: string;
  readonly transfer_number: string;
  readonly from_location_id: string;
  readonly note: string;
  readonly lines: readonly ReceiptLine[];
}

export type ReceiptField = 'item' | 'quantity' | 'reason' | 'batch_number' | 'expiry_date';
export type ReceiptFault = 'missing' | 'not_possible' | 'too_long';

export interface ReadReceiptLine {
  /** How much came: null where that cannot be read, 0 where nothing did. */
  readonly quantity_milli: number | null;
  readonly differs: boolean;
  readonly lot: {
    readonly id: string;
    readonly batch_number: string;
    readonly expiry_date: string | null;
  } | null;
  /** None where the line can be posted. */
  readonly faults: Readonly<Partial<Record<ReceiptField, ReceiptFault>>>;
}

export const maxReasonLength = 200;

interface Begun {
  readonly id: string;
  readonly startedAt: string;
  readonly newId: () => string;
  /** Which item of here a line is, where that is known. */
  readonly itemFor: (line: SentLine) => ArrivedItem | null;
}

/** As if all of it had come: who finds that it did posts it with one press. */
export function newReceipt(transfer: Incoming, { id, startedAt, newId, itemFor }: Begun): ReceiptDraft {
  return {
    id,
    started_at: startedAt,
    transfer_id: transfer.id,
    transfer_number: transfer.transfer_number,
    from_location_id: transfer.from_location_id,
    note: '',
    lines: transfer.lines.map((sent) => ({
      id: newId(),
      sent,
      item: itemFor(sent),
      quantity: quantityText(sent.quantity_milli, sent.quantity_milli % 1000 === 0 ? 0 : 3),
      reason: '',
      batch_number: sent.batch_number ?? '',
      expiry_date: sent.expiry_date ?? '',
    })),
  };
}

export function changeReceiptLine(
  draft: ReceiptDraft,
  lineId: string,
  change: Partial<ReceiptLine>,
): ReceiptDraft {
  const lines = draft.lines.map((line) => (line.id === lineId ? { ...line, ...change } : line));
  return { ...draft, lines };
}

/** Items that are known by now, for lines that had none: nothing that somebody chose is changed. */
export function matchItems(draft: ReceiptDraft, itemFor: Begun['itemFor']): ReceiptDraft {
  const lines = draft.lines.map((line) => {
    const item = line.item ?? itemFor(line.sent);
    return item === line.item ? line : { ...line, item };
  });
  return lines.some((line, index) => line !== draft.lines[index]) ? { ...draft, lines } : draft;
}

export function readReceiptLine(line: ReceiptLine): ReadReceiptLine {
  const { sent, item } = line;
  const decimals = item?.quantity_decimals ?? 3;
  const quantity_milli = parseQuantity(line.quantity, decimals);
  const isNothing = quantity_milli === 0;
  const differs = quantity_milli !== null && quantity_milli !== sent.quantity_milli;
  const faults: Partial<Record<ReceiptField, ReceiptFault>> = {};
  if (!isNothing && (quantity_milli === null || !isSellableQuantity(quantity_milli, decimals)))
    faults.quantity = line.quantity.trim() === '' ? 'missing' : 'not_possible';
  if (differs && cleanLine(line.reason) === '') faults.reason = 'missing';
  else if (lengthOf(cleanLine(line.reason)) > maxReasonLength) faults.reason = 'too_long';
  if (!isNothing && item === null) faults.item = 'missing';
  if (isNothing || item === null || item.is_batch_tracked === 0)
    return { quantity_milli, differs, lot: null, faults };
  const batch = readBatch(line, item.id);
  return { quantity_milli, differs, lot: batch.lot, faults: { ...faults, ...batch.faults } };
}

/** A batch that was sent without an expiry may have none here either. */
function readBatch(line: ReceiptLine, itemId: string): Pick<ReadReceiptLine, 'lot' | 'faults'> {
  const batch_number = cleanLine(line.batch_number);
  const expiry_date = parseExpiry(line.expiry_date);
  const isEmpty = line.expiry_date.trim() === '';
  const mayBeEmpty = line.sent.batch_number !== null && line.sent.expiry_date === null;
  const faults: Partial<Record<ReceiptField, ReceiptFault>> = {};
  if (batch_number === '') faults.batch_number = 'missing';
  else if (lengthOf(batch_number) > maxBatchLength) faults.batch_number = 'too_long';
  if (expiry_date === null && !(isEmpty && mayBeEmpty))
    faults.expiry_date = isEmpty ? 'missing' : 'not_possible';
  if (faults.batch_number || faults.expiry_date) return { lot: null, faults };
  return { lot: { id: lotId(itemId, batch_number, expiry_date), batch_number, expiry_date }, faults };
}

export interface ReceiptTally {
  readonly faulty: number;
  /** Lines of which more or less came than was sent. */
  readonly different: number;
}

export function receiptTally({ lines }: ReceiptDraft): ReceiptTally {
  const read = lines.map(readReceiptLine);
  return {
    faulty: read.filter(({ faults }) => Object.keys(faults).length > 0).length,
    different: read.filter(({ differs }) => differs).length,
  };
}
