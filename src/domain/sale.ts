/**
 * A cart and its payments become a sale, or a reason why not. Everything that
 * the server would refuse is refused here first (R10.1-3), but stock, which
 * only the database knows and `writeDocument` asks in the same transaction.
 */
import type { Approval } from '#schema/documents/approval.ts';
import type { NumberColumn } from '#schema/document-kinds.ts';
import type { SaleLine, SalePayload } from '#schema/documents/sale.ts';
import { approvalFields } from './approval.ts';
import { addDays } from './business-date.ts';
import { pricedLines, type Cart, type PricedCartLine } from './cart.ts';
import { maxAmountMinor } from './money.ts';
import { onCredit, settlePayments, type PaymentInput, type SettledPayment } from './payment.ts';
import { isSellableQuantity } from './quantity.ts';
import { refused, type Refusal, type Refused } from './refusal.ts';
import { movesOfSale, type StockMove } from './stock-moves.ts';
import type { TaxMode } from './tax.ts';
import { cleanText, lengthOf } from './text.ts';
import { amountOf, grossOf, totalsOf } from './totals.ts';

/** The number is given by the database, in the transaction that stores the sale. */
export type Numberless<P> = Omit<P, NumberColumn>;

export interface SaleContext {
  readonly location_id: string;
  readonly device_id: string;
  readonly cashier_id: string;
  readonly currency: string;
  readonly tax_mode: TaxMode;
  readonly cash_rounding_minor: number;
  readonly business_date: string;
  /** Corrected time of posting. */
  readonly at: string;
  /** How long the customer of the cart has for what is on credit; absent: until the end of the day. */
  readonly credit_days?: number;
  /** The return whose goods were given for it, where it is half of an exchange. */
  readonly exchange_id?: string;
  /** What a manager allowed; null where nothing had to be. */
  readonly approval: Approval | null;
  readonly newId: () => string;
}

export interface MadeSale {
  readonly kind: 'sale';
  readonly payload: Numberless<SalePayload>;
  readonly moves: readonly StockMove[];
  readonly change_minor: number;
}

/** The server's bound on the lines of one document. */
export const maxLines = 500;
export const maxNoteLength = 500;

export function makeSale(
  cart: Cart,
  inputs: readonly PaymentInput[],
  context: SaleContext,
): MadeSale | Refused {
  const note = cleanText(cart.note);
  const lines = pricedLines(cart);
  const refusal = refusalOfCart(lines, note);
  if (refusal) return refused(refusal);
  const totals = totalsOf(lines, context.tax_mode);
  if (totals.total_minor > maxAmountMinor || totals.subtotal_minor > maxAmountMinor) {
    return refused({ kind: 'amount_too_large' });
  }
  if (cart.customer_id === null && onCredit(inputs).length > 0) return refused({ kind: 'customer_missing' });
  const settled = settlePayments(totals.total_minor, inputs, context.cash_rounding_minor);
  if (settled.kind === 'refused') return settled;
  const payload = {
    id: cart.id,
    location_id: context.location_id,
    device_id: context.device_id,
    kind: 'sale',
    original_id: null,
    exchange_id: context.exchange_id ?? null,
    customer_id: cart.customer_id,
    cashier_id: context.cashier_id,
    ...approvalFields(context.approval),
    currency: context.currency,
    tax_mode: context.tax_mode,
    ...totals,
    note,
    business_date: context.business_date,
    client_created_at: context.at,
    client_updated_at: context.at,
    lines: lines.map((line, index) => saleLine(line, index, context.tax_mode)),
    payments: settled.payments.map((payment, index) => salePayment(payment, index, context)),
  } satisfies Numberless<SalePayload>;
  return { kind: 'sale', payload, moves: movesOfSale(payload), change_minor: settled.change_minor };
}

function refusalOfCart(lines: readonly PricedCartLine[], note: string): Refusal | null {
  if (lines.length === 0) return { kind: 'empty_cart' };
  if (lines.length > maxLines) return { kind: 'too_many_lines', max: maxLines };
  if (lengthOf(note) > maxNoteLength)
    return { kind: 'text_too_long', field: 'note', max_length: maxNoteLength };
  for (const line of lines) {
    const refusal = refusalOfLine(line);
    if (refusal) return refusal;
  }
  return null;
}

/** The reason why a line cannot be sold, which a screen may show beside it before anybody pays. */
export function refusalOfLine(line: PricedCartLine): Refusal | null {
  const at = { line_id: line.id, item_id: line.item_id, item_name: line.item_name };
  if (!isSellableQuantity(line.quantity_milli, line.quantity_decimals)) {
    const { quantity_milli, quantity_decimals } = line;
    return { kind: 'quantity_invalid', ...at, quantity_milli, quantity_decimals };
  }
  if (!isAmount(line.price_minor) || !isAmount(line.list_price_minor))
    return { kind: 'price_invalid', ...at };
  if (grossOf(line) > maxAmountMinor) return { kind: 'amount_too_large' };
  if (!isAmount(line.discount_minor) || line.discount_minor > grossOf(line)) {
    return { kind: 'discount_too_large', ...at };
  }
  if (line.is_batch_tracked === 1 && line.lot === null) return { kind: 'lot_missing', ...at };
  return null;
}

function isAmount(minor: number): boolean {
  return Number.isInteger(minor) && minor >= 0 && minor <= maxAmountMinor;
}

function saleLine(line: PricedCartLine, index: number, mode: TaxMode): SaleLine {
  return {
    id: line.id,
    line_no: index + 1,
    original_line_id: null,
    is_restocked: null,
    item_id: line.item_id,
    lot_id: line.lot?.id ?? null,
    item_name: line.item_name,
    unit_symbol: line.unit_symbol,
    quantity_milli: line.quantity_milli,
    price_minor: line.price_minor,
    list_price_minor: line.list_price_minor,
    discount_minor: line.discount_minor,
    tax_rate_id: line.tax_rate_id,
    tax_rate_ppm: line.tax_rate_ppm,
    ...amountOf(line, mode),
  };
}

function salePayment(payment: SettledPayment, index: number, context: SaleContext) {
  const { newId, business_date, credit_days = 0 } = context;
  const due_date = payment.method === 'credit' ? addDays(business_date, credit_days) : null;
  return { id: newId(), line_no: index + 1, ...payment, due_date };
}
