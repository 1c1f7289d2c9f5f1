/**
 * Goods come back and money is paid back: a sales invoice of kind return, which
 * names the sale that it corrects (R9.2-2), or a reason why not. Lines are what
 * was sold, at their share of what was paid; the server asks for the same
 * (`app.check_return_lines`). Without a receipt it names no sale.
 */
import type { SaleLine, SalePayload } from '#schema/documents/sale.ts';
import { approvalFields } from './approval.ts';
import { maxAmountMinor } from './money.ts';
import { cashDue, maxReferenceLength, type SettledPayment } from './payment.ts';
import { stepMilli } from './quantity.ts';
import { refused, type Refusal, type Refused } from './refusal.ts';
import { maxLines, maxNoteLength, type Numberless, type SaleContext } from './sale.ts';
import { movesOfSale, type StockMove } from './stock-moves.ts';
import { taxOn } from './tax.ts';
import { cleanLine, cleanText, lengthOf } from './text.ts';
import { addUp, grossOf, type Totals } from './totals.ts';

/** A line of a sale with what came back of it so far, what this device has not sent yet included. */
export interface ReturnableLine extends Omit<SaleLine, 'original_line_id' | 'is_restocked'> {
  readonly quantity_decimals: number;
  readonly returned_milli: number;
  readonly returned_minor: number;
  readonly returned_tax_minor: number;
}

export interface ReturnedLine {
  readonly line: ReturnableLine;
  readonly quantity_milli: number;
  /** Whether it can be sold again. */
  readonly isRestocked: boolean;
}

export interface Refund {
  /** `credit`: taken off what the customer owes. */
  readonly method: SettledPayment['method'];
  readonly amount_minor: number;
  /** Of the card terminal's slip. */
  readonly reference: string;
}

/** The sale that is corrected. Without a receipt its id is null, and the rest is what the shop has now. */
export interface ReturnedSale extends Pick<SalePayload, 'currency' | 'tax_mode' | 'customer_id'> {
  readonly id: string | null;
}

export interface SaleReturn {
  readonly id: string;
  readonly original: ReturnedSale;
  readonly lines: readonly ReturnedLine[];
  readonly refunds: readonly Refund[];
  readonly note: string;
  /** The sale that it is given for, where it is half of an exchange. */
  readonly exchange_id?: string;
}

export interface MadeReturn {
  readonly kind: 'return';
  readonly payload: Numberless<SalePayload>;
  readonly moves: readonly StockMove[];
  /** What leaves the drawer. */
  readonly cash_minor: number;
}

/** What can still come back. */
export function leftOf(line: ReturnableLine): number {
  return Math.max(0, line.quantity_milli - line.returned_milli);
}

/** What is paid back for this much of a line; tax on top of a price comes back besides. */
export function refundOf(line: ReturnableLine, quantityMilli: number): number {
  const gross = grossOf({ price_minor: line.price_minor, quantity_milli: quantityMilli });
  return Math.min(shareOf(line, quantityMilli, line.amount_minor, line.returned_minor), gross);
}

/** Of the tax that was paid: worked out anew for each part, and rounded each time, it could come to more. */
function taxBackOf(line: ReturnableLine, quantityMilli: number): number {
  return shareOf(line, quantityMilli, line.tax_minor, line.returned_tax_minor);
}

/**
 * This much of a line's share of what the line came to. Parts are rounded down,
 * so those that come back on tills that know of no other part never add up to
 * more than the whole; the part that completes the line takes what is left.
 */
function shareOf(line: ReturnableLine, quantityMilli: number, whole: number, returned: number): number {
  const share = (milli: number, up: bigint) =>
    Number((BigInt(whole) * BigInt(milli) + up) / BigInt(line.quantity_milli));
  const roundUp = BigInt(line.quantity_milli) - 1n;
  const back = share(Math.min(line.returned_milli + quantityMilli, line.quantity_milli), 0n);
  const wanted = Math.max(back - returned, share(quantityMilli, 0n));
  return Math.max(0, Math.min(wanted, share(quantityMilli, roundUp), whole - returned));
}

export function refundTotal(lines: readonly ReturnedLine[], original: TaxedSale): number {
  return totalsOfReturn(lines, original).total_minor;
}

type TaxedSale = Pick<ReturnedSale, 'id' | 'tax_mode'>;

function totalsOfReturn(lines: readonly ReturnedLine[], original: TaxedSale): Totals {
  return addUp(
    lines.map((line) => amountsOf(line, original)),
    original.tax_mode,
  );
}

export function makeReturn(
  input: SaleReturn,
  context: Omit<SaleContext, 'currency' | 'tax_mode'>,
): MadeReturn | Refused {
  const note = cleanText(input.note);
  const refusal = refusalOf(input, note);
  if (refusal) return refused(refusal);
  const { original } = input;
  const totals = totalsOfReturn(input.lines, original);
  const paidBack = input.refunds.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  if (paidBack !== totals.total_minor) {
    return refused({ kind: 'refund_differs', due_minor: totals.total_minor, paid_minor: paidBack });
  }
  const settled = settleRefunds(input.refunds, context.cash_rounding_minor);
  const payload = {
    id: input.id,
    location_id: context.location_id,
    device_id: context.device_id,
    kind: 'return',
    original_id: original.id,
    exchange_id: input.exchange_id ?? null,
    customer_id: original.customer_id,
    cashier_id: context.cashier_id,
    ...approvalFields(context.approval),
    currency: original.currency,
    tax_mode: original.tax_mode,
    ...totals,
    note,
    business_date: context.business_date,
    client_created_at: context.at,
    client_updated_at: context.at,
    lines: input.lines.map((one, index) => returnLine(one, index, original, context.newId())),
    payments: settled.map((payment, index) => ({
      id: context.newId(),
      line_no: index + 1,
      ...payment,
      due_date: payment.method === 'credit' ? context.business_date : null,
    })),
  } satisfies Numberless<SalePayload>;
  return { kind: 'return', payload, moves: movesOfSale(payload), cash_minor: cashOf(settled) };
}

function refusalOf({ original, lines, refunds }: SaleReturn, note: string): Refusal | null {
  if (lines.length === 0) return { kind: 'empty_return' };
  if (lines.length > maxLines) return { kind: 'too_many_lines', max: maxLines };
  if (lengthOf(note) > maxNoteLength)
    return { kind: 'text_too_long', field: 'note', max_length: maxNoteLength };
  for (const [index, { line, quantity_milli }] of lines.entries()) {
    const { id: line_id, item_id, item_name, quantity_decimals } = line;
    const isWhole = quantity_milli % stepMilli(quantity_decimals) === 0 || quantity_milli === leftOf(line);
    if (!Number.isInteger(quantity_milli) || quantity_milli < 1 || !isWhole)
      return { kind: 'quantity_invalid', line_id, item_id, item_name, quantity_milli, quantity_decimals };
    const isTwice = lines.findIndex((other) => other.line.id === line_id) !== index;
    if (quantity_milli > leftOf(line) || isTwice)
      return { kind: 'returned_too_much', line_id, item_id, item_name, left_milli: leftOf(line) };
  }
  if (refundTotal(lines, original) > maxAmountMinor) return { kind: 'amount_too_large' };
  if (original.customer_id === null && refunds.some(({ method }) => method === 'credit'))
    return { kind: 'payment_invalid' };
  if (!refunds.every(isPossible)) return { kind: 'payment_invalid' };
  if (refunds.some(({ reference }) => lengthOf(cleanLine(reference)) > maxReferenceLength))
    return { kind: 'text_too_long', field: 'reference', max_length: maxReferenceLength };
  return null;
}

function isPossible({ amount_minor }: Refund): boolean {
  return Number.isInteger(amount_minor) && amount_minor >= 0 && amount_minor <= maxAmountMinor;
}

/** The discount is what makes the line come to its refund; without a receipt its tax is worked out anew. */
function amountsOf({ line, quantity_milli }: ReturnedLine, original: TaxedSale) {
  const amount_minor = refundOf(line, quantity_milli);
  return {
    discount_minor: grossOf({ price_minor: line.price_minor, quantity_milli }) - amount_minor,
    amount_minor,
    tax_minor:
      original.id === null
        ? taxOn(amount_minor, line.tax_rate_ppm, original.tax_mode)
        : taxBackOf(line, quantity_milli),
  };
}

function returnLine(returned: ReturnedLine, index: number, original: ReturnedSale, id: string): SaleLine {
  const { line, quantity_milli, isRestocked } = returned;
  return {
    id,
    line_no: index + 1,
    original_line_id: original.id === null ? null : line.id,
    is_restocked: isRestocked ? 1 : 0,
    item_id: line.item_id,
    lot_id: line.lot_id,
    item_name: line.item_name,
    unit_symbol: line.unit_symbol,
    quantity_milli,
    price_minor: line.price_minor,
    list_price_minor: line.list_price_minor,
    tax_rate_id: line.tax_rate_id,
    tax_rate_ppm: line.tax_rate_ppm,
    ...amountsOf(returned, original),
  };
}

/** As the payments of a return have it: coins round what leaves the drawer. */
export function settleRefunds(refunds: readonly Refund[], coinMinor: number): readonly SettledPayment[] {
  return refunds.map((refund) => payBack(refund, coinMinor));
}

function payBack({ method, amount_minor, reference }: Refund, coinMinor: number): SettledPayment {
  const out = method === 'cash' ? cashDue(amount_minor, coinMinor) : amount_minor;
  return {
    method,
    amount_minor,
    rounding_minor: out - amount_minor,
    tendered_minor: out,
    change_minor: 0,
    reference: method === 'card' ? cleanLine(reference) : '',
  };
}

function cashOf(payments: readonly SettledPayment[]): number {
  return payments.reduce((sum, one) => (one.method === 'cash' ? sum + one.tendered_minor : sum), 0);
}
