/**
 * How a total is settled. Cards pay exact amounts; cash pays what they leave,
 * rounded to the smallest coin, and gets change.
 *
 *   total ─ cards ─► cash due ─► rounded to the coin ─► tendered ─► change
 *                       │              └ rounding_minor ┘
 *                       └ amount_minor of the cash payment
 *
 * For each payment: tendered - change = amount + rounding, and the amounts add
 * up to the total.
 */
import type { SalePayment } from '#schema/documents/sale.ts';
import { maxAmountMinor } from './money.ts';
import { refused, type Refused } from './refusal.ts';
import { multiplyAndDivide } from './rounding.ts';
import { cleanLine, lengthOf } from './text.ts';

export interface CashInput {
  readonly method: 'cash';
  readonly tendered_minor: number;
}

export interface CardInput {
  readonly method: 'card';
  readonly amount_minor: number;
  /** What the terminal printed, for looking it up later. */
  readonly reference: string;
}

export type PaymentInput = CashInput | CardInput;

/** A payment before it has an id and its place among the others. */
export type SettledPayment = Omit<SalePayment, 'id' | 'line_no'>;

export interface Settled {
  readonly kind: 'settled';
  readonly payments: readonly SettledPayment[];
  readonly change_minor: number;
}

export const maxReferenceLength = 80;
export const maxPayments = 20;

/** What is due in coins of at least `coinMinor`. */
export function cashDue(dueMinor: number, coinMinor: number): number {
  return multiplyAndDivide(dueMinor, 1, coinMinor) * coinMinor;
}

export function settlePayments(
  totalMinor: number,
  inputs: readonly PaymentInput[],
  coinMinor: number,
): Settled | Refused {
  const cards = inputs.filter((input) => input.method === 'card');
  const cash = inputs.filter((input) => input.method === 'cash');
  if (inputs.length === 0 && totalMinor > 0)
    return refused({ kind: 'payment_missing', due_minor: totalMinor });
  if (inputs.length > maxPayments || !inputs.every(isPossible)) return refused({ kind: 'payment_invalid' });
  if (cards.some((card) => lengthOf(cleanLine(card.reference)) > maxReferenceLength)) {
    return refused({ kind: 'text_too_long', field: 'reference', max_length: maxReferenceLength });
  }
  const byCard = cards.reduce((sum, card) => sum + card.amount_minor, 0);
  if (byCard > totalMinor)
    return refused({ kind: 'payment_excess', due_minor: totalMinor, paid_minor: byCard });
  const leaves = totalMinor - byCard;
  const needsCash = leaves > 0 || cards.length === 0;
  if (!needsCash) return { kind: 'settled', payments: cards.map(cardPayment), change_minor: 0 };
  const tendered = cash.reduce((sum, one) => sum + one.tendered_minor, 0);
  const due = cashDue(leaves, coinMinor);
  if (tendered < due || (leaves > 0 && cash.length === 0)) {
    return refused({ kind: 'payment_short', due_minor: byCard + due, paid_minor: byCard + tendered });
  }
  const change = tendered - due;
  const inCash: SettledPayment = {
    method: 'cash',
    amount_minor: leaves,
    rounding_minor: due - leaves,
    tendered_minor: tendered,
    change_minor: change,
    reference: '',
  };
  return { kind: 'settled', payments: [...cards.map(cardPayment), inCash], change_minor: change };
}

function isPossible(input: PaymentInput): boolean {
  const amount = input.method === 'cash' ? input.tendered_minor : input.amount_minor;
  const least = input.method === 'cash' ? 0 : 1;
  return Number.isInteger(amount) && amount >= least && amount <= maxAmountMinor;
}

function cardPayment(card: CardInput): SettledPayment {
  return {
    method: 'card',
    amount_minor: card.amount_minor,
    rounding_minor: 0,
    tendered_minor: card.amount_minor,
    change_minor: 0,
    reference: cleanLine(card.reference),
  };
}
