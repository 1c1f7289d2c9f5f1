/**
 * A payment of a customer while it is written, as pure values: what stands in
 * the fields, to the letter, and what it comes to. Its id is the payment's id
 * from the start. An empty amount means all that is owed, empty cash exactly
 * what is due.
 */
import type { PaidByCustomer } from './customer-payment.ts';
import { parseMoney } from './money.ts';
import { cashDue, settlePayments, type CardInput, type CashInput } from './payment.ts';
import type { Refusal } from './refusal.ts';

export type PaidBy = 'cash' | 'card';

export interface PaymentDraft {
  readonly id: string;
  readonly customer_id: string;
  readonly started_at: string;
  readonly method: PaidBy;
  readonly amount: string;
  readonly tendered: string;
  readonly reference: string;
  readonly note: string;
}

export function newPayment(id: string, startedAt: string, customerId: string): PaymentDraft {
  const blank = { amount: '', tendered: '', reference: '', note: '' };
  return { id, customer_id: customerId, started_at: startedAt, method: 'cash', ...blank };
}

export function isEmptyPayment({ amount, tendered, reference, note }: PaymentDraft): boolean {
  return [amount, tendered, reference, note].every((text) => text.trim() === '');
}

export interface PaidSoFar {
  /** Null where that is no amount. */
  readonly amount_minor: number | null;
  /** What is to be handed over, in coins that there are. */
  readonly due_minor: number;
  readonly change_minor: number;
  /** More than is owed, by this much. */
  readonly over_minor: number;
  /** Null where it cannot be posted so. */
  readonly paid: PaidByCustomer | null;
  readonly refusal: Refusal | null;
}

interface Coins {
  readonly currency_decimals: number;
  readonly cash_rounding_minor: number;
}

export function readPayment(draft: PaymentDraft, owedMinor: number, coins: Coins): PaidSoFar {
  const { currency_decimals: decimals, cash_rounding_minor: coin } = coins;
  const { id, customer_id, method, reference, note } = draft;
  const amount = draft.amount === '' ? Math.max(owedMinor, 0) : parseMoney(draft.amount, decimals);
  const due = amount === null ? 0 : method === 'cash' ? cashDue(amount, coin) : amount;
  const tendered = draft.tendered === '' ? due : parseMoney(draft.tendered, decimals);
  const none = { amount_minor: amount, due_minor: due, change_minor: 0, over_minor: 0, paid: null };
  if (amount === null || tendered === null) return { ...none, refusal: { kind: 'payment_invalid' } };
  if (amount === 0) return { ...none, refusal: null };
  const given: CashInput | CardInput =
    method === 'cash' ? { method, tendered_minor: tendered } : { method, amount_minor: amount, reference };
  const settled = settlePayments(amount, [given], coin);
  if (settled.kind === 'refused') return { ...none, refusal: settled.refusal };
  return {
    ...none,
    change_minor: settled.change_minor,
    over_minor: Math.max(amount - Math.max(owedMinor, 0), 0),
    paid: { id, customer_id, amount_minor: amount, given, note },
    refusal: null,
  };
}
