/**
 * How a total is settled. Cards pay exact amounts, and so much is owed as is
 * said to be on credit; cash pays what they leave, rounded to the smallest
 * coin, and gets change.
 *
 *   total ─ cards ─ credit ─► cash due ─► rounded to the coin ─► tendered ─► change
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

/** What the customer of the sale will owe. */
export interface CreditInput {
  readonly method: 'credit';
  readonly amount_minor: number;
}

export type PaymentInput = CashInput | CardInput | CreditInput;

/** A payment before it has an id and its place among the others, and before it is said when it is due. */
export type SettledPayment = Omit<SalePayment, 'id' | 'line_no' | 'due_date'>;

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
  const exact = inputs.filter((input) => input.method !== 'cash');
  const cash = inputs.filter((input) => input.method === 'cash');
  if (inputs.length === 0 && totalMinor > 0)
    return refused({ kind: 'payment_missing', due_minor: totalMinor });
  if (inputs.length > maxPayments || !inputs.every(isPossible)) return refused({ kind: 'payment_invalid' });
  if (onCredit(inputs).length > 1) return refused({ kind: 'payment_invalid' });
  if (exact.some((one) => lengthOf(referenceOf(one)) > maxReferenceLength)) {
    return refused({ kind: 'text_too_long', field: 'reference', max_length: maxReferenceLength });
  }
  const settled = exact.reduce((sum, one) => sum + one.amount_minor, 0);
  if (settled > totalMinor)
    return refused({ kind: 'payment_excess', due_minor: totalMinor, paid_minor: settled });
  const leaves = totalMinor - settled;
  const needsCash = leaves > 0 || exact.length === 0;
  if (!needsCash) return { kind: 'settled', payments: exact.map(exactPayment), change_minor: 0 };
  const tendered = cash.reduce((sum, one) => sum + one.tendered_minor, 0);
  const due = cashDue(leaves, coinMinor);
  if (tendered < due || (leaves > 0 && cash.length === 0)) {
    return refused({ kind: 'payment_short', due_minor: settled + due, paid_minor: settled + tendered });
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
  return { kind: 'settled', payments: [...exact.map(exactPayment), inCash], change_minor: change };
}

/** At most one where they can be settled. */
export function onCredit(inputs: readonly PaymentInput[]): readonly CreditInput[] {
  return inputs.filter((input) => input.method === 'credit');
}

/** How much of it is on credit. */
export function creditOf(inputs: readonly PaymentInput[]): number {
  return onCredit(inputs).reduce((sum, { amount_minor }) => sum + amount_minor, 0);
}

function isPossible(input: PaymentInput): boolean {
  const amount = input.method === 'cash' ? input.tendered_minor : input.amount_minor;
  const least = input.method === 'cash' ? 0 : 1;
  return Number.isInteger(amount) && amount >= least && amount <= maxAmountMinor;
}

function referenceOf(input: CardInput | CreditInput): string {
  return input.method === 'card' ? cleanLine(input.reference) : '';
}

function exactPayment(input: CardInput | CreditInput): SettledPayment {
  const { method, amount_minor } = input;
  return {
    method,
    amount_minor,
    rounding_minor: 0,
    tendered_minor: amount_minor,
    change_minor: 0,
    reference: referenceOf(input),
  };
}
