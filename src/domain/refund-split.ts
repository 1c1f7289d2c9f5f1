/** In what way money goes back: as it came (what the card paid to the card, the rest in cash), or all in one way. */
import type { Refund } from './sale-return.ts';

export type RefundWay = 'as_paid' | 'cash' | 'card';

interface Paid {
  readonly method: string;
  readonly amount_minor: number;
}

const byCard = (payments: readonly Paid[]) =>
  payments.reduce((sum, one) => (one.method === 'card' ? sum + one.amount_minor : sum), 0);

/** Adds up to the total. Nothing to pay back is nothing in cash. */
export function refundsFor(
  totalMinor: number,
  way: RefundWay,
  { paid, refunded }: { readonly paid: readonly Paid[]; readonly refunded: readonly Paid[] },
  reference: string,
): readonly Refund[] {
  const cardLeft = Math.max(0, byCard(paid) - byCard(refunded));
  const card = way === 'cash' ? 0 : way === 'card' ? totalMinor : Math.min(totalMinor, cardLeft);
  const toCard: Refund = { method: 'card', amount_minor: card, reference };
  const inCash: Refund = { method: 'cash', amount_minor: totalMinor - card, reference: '' };
  if (card === 0) return [inCash];
  return card === totalMinor ? [toCard] : [toCard, inCash];
}
