/**
 * Why a command says no. Closed: every kind has its sentence in
 * `ui/failure-text.ts`, made of the data it carries. A refused command has
 * changed nothing.
 */
import type { CreditRefusal } from './credit.ts';
import type { MasterFault } from './master-rules.ts';
import type { LineField } from './note-draft.ts';
import type { ReceiptField } from './receipt-draft.ts';
import type { SellingAct } from './selling-rights.ts';

export interface ShortItem {
  readonly item_id: string;
  readonly item_name: string;
  readonly unit_symbol: string;
  readonly on_hand_milli: number;
  readonly wanted_milli: number;
}

interface OfLine {
  readonly line_id: string;
  readonly item_id: string;
  readonly item_name: string;
}

interface OfQuantity extends OfLine {
  readonly quantity_milli: number;
  readonly quantity_decimals: number;
}

interface OfDue {
  readonly due_minor: number;
  readonly paid_minor: number;
}

export type Refusal =
  | { readonly kind: 'empty_cart' }
  | { readonly kind: 'empty_note' }
  | { readonly kind: 'empty_return' }
  /** More would come back than is left of what was sold. */
  | ({ readonly kind: 'returned_too_much'; readonly left_milli: number } & OfLine)
  /** What is paid back is not what the lines come to. */
  | ({ readonly kind: 'refund_differs' } & OfDue)
  /** A line of goods received lacks something, or has what it cannot have. */
  | ({ readonly kind: 'line_incomplete'; readonly field: LineField | ReceiptField } & OfLine)
  /** Nobody has said where the goods go. */
  | { readonly kind: 'destination_missing' }
  /** This device knows that the transfer is received, under that number. */
  | { readonly kind: 'already_received'; readonly id: string; readonly number: string }
  | { readonly kind: 'too_many_lines'; readonly max: number }
  | ({ readonly kind: 'quantity_invalid' } & OfQuantity)
  | ({ readonly kind: 'price_invalid' } & OfLine)
  | ({ readonly kind: 'discount_too_large' } & OfLine)
  | ({ readonly kind: 'lot_missing' } & OfLine)
  | { readonly kind: 'amount_too_large' }
  /** A coin or note of the drawer has no number of pieces. */
  | { readonly kind: 'count_invalid' }
  /** The drawer is not counted yet. */
  | { readonly kind: 'not_counted' }
  /** No shift is open, or it is being closed in another tab: no cash is noted. */
  | { readonly kind: 'no_open_shift' }
  | { readonly kind: 'payment_missing'; readonly due_minor: number }
  | ({ readonly kind: 'payment_short' } & OfDue)
  | ({ readonly kind: 'payment_excess' } & OfDue)
  | { readonly kind: 'payment_invalid' }
  /** What is on credit is owed by somebody. */
  | { readonly kind: 'customer_missing' }
  | ({ readonly kind: 'credit_refused' } & CreditRefusal)
  | { readonly kind: 'stock_short'; readonly items: readonly ShortItem[] }
  /** Who stands at the till may not do it alone. */
  | { readonly kind: 'approval_needed'; readonly acts: readonly (SellingAct | 'return')[] }
  | { readonly kind: 'text_missing'; readonly field: TextField }
  | { readonly kind: 'text_too_long'; readonly field: TextField; readonly max_length: number }
  | { readonly kind: 'email_invalid' }
  /** The same document was posted before, by a second tap or another tab: nothing was added. */
  | { readonly kind: 'already_posted'; readonly id: string; readonly number: string }
  | { readonly kind: 'not_allowed'; readonly needs: 'manager' | 'admin' }
  /** Of the records that were to be saved, by id, what their fields may not hold. */
  | { readonly kind: 'invalid_master'; readonly faults: readonly RecordFault[] }
  | { readonly kind: 'not_found' }
  /** The stored document is not one that this build knows how to change. */
  | { readonly kind: 'not_correctable' }
  /** Only the server can do it, and it cannot be reached; what was typed is kept. */
  | { readonly kind: 'needs_internet' }
  | { readonly kind: 'needs_sign_in' }
  | { readonly kind: 'server_refused'; readonly code: string; readonly message: string }
  /** The device has no room: nothing was written, the document is NOT taken. */
  | { readonly kind: 'storage_full' };

export interface RecordFault extends MasterFault {
  readonly id: string;
}

export type TextField = 'note' | 'reference' | 'delivery note number' | 'reason' | 'name' | 'e-mail address';

export interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

export function refused(refusal: Refusal): Refused {
  return { kind: 'refused', refusal };
}
