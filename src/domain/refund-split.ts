/** In what way money goes back: as it came (first off what is owed, then to the card, the rest in cash), or all in one way. */
import type { Refund } from './sale-return.ts';

export type RefundWay = 'as_paid' | Refund['method'];

interface Paid {
  readonly method: string;
  readonly amount_minor: number;
}

export interface MoneyOfSale {
  readonly paid: readonly Paid[];
  readonly refunded: readonly Paid[];
}

/** Adds up to the total, each method at most once. Nothing to pay back is nothing in cash. */
export function refundsFor(
  totalMinor: number,
  way: RefundWay,
  money: MoneyOfSale,
  reference: string,
): readonly Refund[] {
  const credit = partOf('credit', totalMinor, way, money);
  const card = partOf('card', totalMinor - credit, way, money);
  const parts: readonly Refund[] = [
    { method: 'credit', amount_minor: credit, reference: '' },
    { method: 'card', amount_minor: card, reference },
    { method: 'cash', amount_minor: totalMinor - credit - card, reference: '' },
  ];
  const made = parts.filter(({ amount_minor }) => amount_minor > 0);
  return made.length > 0 ? made : parts.slice(-1);
}

function partOf(method: Refund['method'], leftMinor: number, way: RefundWay, money: MoneyOfSale): number {
  if (way === method) return leftMinor;
  if (way !== 'as_paid') return 0;
  return Math.min(leftMinor, Math.max(0, sumOf(money.paid, method) - sumOf(money.refunded, method)));
}

function sumOf(payments: readonly Paid[], method: string): number {
  return payments.reduce((sum, one) => (one.method === method ? sum + one.amount_minor : sum), 0);
}
