/**
 * A count sheet while somebody counts, as pure values: what stands in the
 * fields, to the letter. The line last touched is the first. Blind: what the
 * books say is kept with each line for later, and shown to nobody who counts.
 */
import type { CartLot } from './cart.ts';
import { decimalText } from './decimal.ts';
import { maxQuantityMilli, parseQuantity, stepMilli } from './quantity.ts';
import { maxNoteLength } from './sale.ts';
import { lengthOf } from './text.ts';

/** What counting needs to know of an item. */
export interface CountableItem {
  readonly id: string;
  readonly name: string;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
}

export interface CountLine {
  readonly id: string;
  readonly item_id: string;
  readonly item_name: string;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
  readonly lot: CartLot | null;
  readonly quantity: string;
  /** When its quantity was last said, and what this device then believed to be there. */
  readonly counted_at: string;
  readonly book_quantity_milli: number;
}

export interface CountSheet {
  readonly id: string;
  readonly started_at: string;
  readonly stocktake_code: string;
  readonly stocktake_name: string;
  readonly note: string;
  readonly lines: readonly CountLine[];
  /** The lines as they were before the last scan; null where there is none to undo. */
  readonly before_scan: readonly CountLine[] | null;
}

/** When a quantity was said, and what was believed of its item or batch. */
export type Saying = Pick<CountLine, 'counted_at' | 'book_quantity_milli'>;

export interface Found extends Saying {
  /** The id of the line, should a new one be needed. */
  readonly lineId: string;
  readonly lot: CartLot | null;
  /** What a code says; one piece unless told. */
  readonly quantityMilli?: number | null;
}

export function newSheet(id: string, startedAt: string, code: string, name: string): CountSheet {
  return {
    id,
    started_at: startedAt,
    stocktake_code: code,
    stocktake_name: name,
    note: '',
    lines: [],
    before_scan: null,
  };
}

/** Pieces of one item and batch join one line; what is weighed has a line for each weighing. */
export function countItem(sheet: CountSheet, item: CountableItem, found: Found): CountSheet {
  const isPiece = item.quantity_decimals === 0;
  const added = found.quantityMilli ?? (isPiece ? 1000 : null);
  const same = isPiece ? sheet.lines.find((line) => joins(line, item, found.lot)) : undefined;
  const counted = (same && milliOf(same)) ?? 0;
  const line: CountLine = {
    id: same?.id ?? found.lineId,
    item_id: item.id,
    item_name: item.name,
    unit_symbol: item.unit_symbol,
    quantity_decimals: item.quantity_decimals,
    is_batch_tracked: item.is_batch_tracked,
    lot: found.lot,
    quantity: added === null ? '' : quantityText(counted + added, item.quantity_decimals),
    counted_at: found.counted_at,
    book_quantity_milli: found.book_quantity_milli,
  };
  const others = sheet.lines.filter(({ id }) => id !== line.id);
  return { ...sheet, lines: [line, ...others], before_scan: sheet.lines };
}

function joins(line: CountLine, item: CountableItem, lot: CartLot | null): boolean {
  return line.item_id === item.id && (line.lot?.id ?? null) === (lot?.id ?? null);
}

function quantityText(milli: number, decimals: number): string {
  return decimalText(Math.round(milli / stepMilli(decimals)), decimals);
}

export function undoScan(sheet: CountSheet): CountSheet {
  return sheet.before_scan === null ? sheet : { ...sheet, lines: sheet.before_scan, before_scan: null };
}

/** A quantity that was typed, or a batch that was chosen, is said anew. */
export function sayOf(
  sheet: CountSheet,
  lineId: string,
  said: Pick<CountLine, 'quantity'> | { readonly lot: CartLot },
  saying: Saying,
): CountSheet {
  const lines = sheet.lines.map((line) => (line.id === lineId ? { ...line, ...said, ...saying } : line));
  return { ...sheet, lines, before_scan: null };
}

export function removeCounted(sheet: CountSheet, lineId: string): CountSheet {
  return { ...sheet, lines: sheet.lines.filter(({ id }) => id !== lineId), before_scan: null };
}

/** A code that nothing here has is kept in the note; the same sheet where it has no room for it. */
export function noteUnknown(sheet: CountSheet, code: string): CountSheet {
  const word = `Not known: ${code}`;
  const note = sheet.note === '' ? word : `${sheet.note}\n${word}`;
  return lengthOf(note) > maxNoteLength ? sheet : { ...sheet, note };
}

export type CountFault = 'quantity_missing' | 'quantity_not_possible' | 'batch_missing';

/** Nothing is a count too: 0 can be said. */
export function readCount(line: CountLine): {
  readonly quantity_milli: number | null;
  readonly fault: CountFault | null;
} {
  const quantity_milli = milliOf(line);
  if (quantity_milli === null || quantity_milli > maxQuantityMilli) {
    const fault = line.quantity.trim() === '' ? 'quantity_missing' : 'quantity_not_possible';
    return { quantity_milli: null, fault };
  }
  return { quantity_milli, fault: line.is_batch_tracked === 1 && line.lot === null ? 'batch_missing' : null };
}

function milliOf(line: CountLine): number | null {
  return parseQuantity(line.quantity, line.quantity_decimals);
}

export function isEmptySheet({ lines, note }: CountSheet): boolean {
  return lines.length === 0 && note.trim() === '';
}
