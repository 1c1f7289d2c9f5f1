/**
 * A shift while it is open, as pure values: what lies in the drafts of the
 * device. Its id is the document's from the start.
 *
 *   open ─► counted (what is expected may be seen) ─► sealed ─► posted
 *     ▲          │                                      │
 *     └──────────┴──────────── counted anew ────────────┘
 *
 * Sealed: it is being posted, and no cash is noted any more: what a second tab
 * would note now would be in no document.
 */
import type { EntityType } from '#schema/document-kinds.ts';
import type { ShiftCount } from '#schema/documents/shift.ts';
import { maxAmountMinor, parseMoney } from './money.ts';
import { refused, type Refused } from './refusal.ts';
import { cleanLine, lengthOf } from './text.ts';

export interface CashMovement {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly amount_minor: number;
  readonly reason: string;
  readonly moved_at: string;
  readonly cashier_id: string;
}

/** Pieces by denomination in minor units, to the letter as typed; `sum`: what was counted as one. */
export type TypedCounts = Readonly<Record<string, string>>;

export interface OpenShift {
  readonly id: string;
  readonly opened_at: string;
  /** Who opened it: their id. */
  readonly opened_by: string;
  readonly float_minor: number;
  /** By kind of document that takes money, the last sequence before it was opened. */
  readonly after: Readonly<Partial<Record<EntityType, number>>>;
  readonly movements: readonly CashMovement[];
  readonly counts: TypedCounts;
  readonly note: string;
  /** When the count was said to be whole; null before, so long it is blind. */
  readonly counted_at: string | null;
  /** When it was closed, on its way to being a document. */
  readonly sealed_at: string | null;
  readonly recount_count: number;
}

export const maxMovements = 500;
export const maxReasonOfCash = 200;
const maxPieces = 1_000_000;

export type NewShift = Pick<OpenShift, 'id' | 'opened_at' | 'opened_by' | 'float_minor' | 'after'>;

export function newShift(of: NewShift): OpenShift {
  return { ...of, movements: [], counts: {}, note: '', counted_at: null, sealed_at: null, recount_count: 0 };
}

export interface Counted {
  readonly counts: readonly Omit<ShiftCount, 'id' | 'line_no'>[];
  readonly total_minor: number;
  /** The fields that hold no number of pieces, or no sum. */
  readonly faults: readonly string[];
}

/** Largest first; what is empty was not there. */
export function readCounts(typed: TypedCounts, currencyDecimals: number): Counted {
  const counts: Omit<ShiftCount, 'id' | 'line_no'>[] = [];
  const faults: string[] = [];
  for (const [key, text] of Object.entries(typed)) {
    if (text.trim() === '') continue;
    const isSum = key === 'sum';
    const pieces = isSum ? 1 : wholeNumber(text);
    const denomination_minor = isSum ? parseMoney(text, currencyDecimals) : Number(key);
    if (pieces === null || denomination_minor === null) faults.push(key);
    else if (pieces > 0 && denomination_minor > 0) {
      counts.push({ denomination_minor, pieces, amount_minor: denomination_minor * pieces });
    }
  }
  counts.sort((a, b) => b.denomination_minor - a.denomination_minor);
  const total_minor = counts.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  return { counts, total_minor, faults };
}

function wholeNumber(text: string): number | null {
  const compact = text.trim();
  if (!/^\d{1,7}$/.test(compact)) return null;
  const pieces = Number(compact);
  return pieces <= maxPieces ? pieces : null;
}

/** Cash into the drawer or out of it for no sale; the reason is said. */
export function moveCash(shift: OpenShift, movement: CashMovement): OpenShift | Refused {
  const reason = cleanLine(movement.reason);
  if (reason === '') return refused({ kind: 'text_missing', field: 'reason' });
  if (lengthOf(reason) > maxReasonOfCash)
    return refused({ kind: 'text_too_long', field: 'reason', max_length: maxReasonOfCash });
  const { amount_minor } = movement;
  if (!Number.isInteger(amount_minor) || amount_minor <= 0 || amount_minor > maxAmountMinor)
    return refused({ kind: 'payment_invalid' });
  if (shift.movements.length >= maxMovements) return refused({ kind: 'too_many_lines', max: maxMovements });
  return { ...shift, movements: [...shift.movements, { ...movement, reason }] };
}

/** The count is whole: what is expected may be seen. */
export function countDone(shift: OpenShift, at: string, currencyDecimals: number): OpenShift | Refused {
  if (readCounts(shift.counts, currencyDecimals).faults.length > 0) return refused({ kind: 'count_invalid' });
  return { ...shift, counted_at: at };
}

/** Counted again, after what was expected had been seen: which the paper says. */
export function countAnew(shift: OpenShift): OpenShift {
  if (shift.counted_at === null) return shift;
  return { ...shift, counted_at: null, sealed_at: null, recount_count: shift.recount_count + 1 };
}
