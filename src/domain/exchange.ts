/**
 * Goods are given back and others taken. The return pays back and the sale is
 * paid in the same ways, as far as the one covers the other; each is true of
 * itself, and way by way they leave what really moves:
 *
 *   return 5.00   cash −5.00
 *   sale   7.00   cash  7.00  (of it 2.00 from the customer)
 *   ─────────────────────────
 *   drawer        cash  2.00
 *
 * So there is no money between the two that would have to come out even: a half
 * that is refused or closed leaves the other as right as it was.
 */
import { creditOf, type PaymentInput, type SettledPayment } from './payment.ts';

/** What a return that is paid back so pays of a sale of this total. Notes that are too much come back as change. */
export function givenInputs(refunds: readonly SettledPayment[], totalMinor: number): readonly PaymentInput[] {
  const inputs: PaymentInput[] = [];
  let left = totalMinor;
  for (const { method, amount_minor, reference } of refunds) {
    const amount = Math.min(left, amount_minor);
    if (method === 'cash' || amount === 0) continue;
    inputs.push(
      method === 'card' ? { method, amount_minor: amount, reference } : { method, amount_minor: amount },
    );
    left -= amount;
  }
  const cash = sumOf(refunds, 'cash');
  return cash > 0 && left > 0 ? [...inputs, { method: 'cash', tendered_minor: cash }] : inputs;
}

/** With what the customer adds. A sale has one part on credit. */
export function withGiven(
  given: readonly PaymentInput[],
  inputs: readonly PaymentInput[],
): readonly PaymentInput[] {
  const all = [...given, ...inputs];
  const credit = creditOf(all);
  const others = all.filter(({ method }) => method !== 'credit');
  return credit > 0 ? [...others, { method: 'credit', amount_minor: credit }] : others;
}

/** What moves in one way once both are posted: above zero the customer gives it. */
export function netOf(
  method: SettledPayment['method'],
  payments: readonly SettledPayment[],
  refunds: readonly SettledPayment[],
): number {
  return sumOf(payments, method) - sumOf(refunds, method);
}

function sumOf(
  payments: readonly Pick<SettledPayment, 'method' | 'tendered_minor' | 'change_minor'>[],
  of: string,
) {
  return payments.reduce(
    (sum, { method, tendered_minor, change_minor }) =>
      method === of ? sum + tendered_minor - change_minor : sum,
    0,
  );
}

/** What the customer sees of the money of an exchange: handed over, change, or given back to them. */
export interface ExchangeRow {
  readonly kind: 'paid' | 'change' | 'back';
  readonly method: SettledPayment['method'];
  readonly amount_minor: number;
}

const methods = ['card', 'credit', 'cash'] as const;

/** Of the sale of an exchange, beside what was given back for it. */
export function exchangeRows(
  payments: readonly SettledPayment[],
  refunds: readonly SettledPayment[],
): readonly ExchangeRow[] {
  return methods.flatMap((method): readonly ExchangeRow[] => {
    const net_minor = netOf(method, payments, refunds);
    if (net_minor < 0) return [{ kind: 'back', method, amount_minor: -net_minor }];
    const change_minor = payments.reduce(
      (sum, one) => (one.method === method ? sum + one.change_minor : sum),
      0,
    );
    const rows: readonly ExchangeRow[] = [
      { kind: 'paid', method, amount_minor: net_minor + change_minor },
      { kind: 'change', method, amount_minor: change_minor },
    ];
    return rows.filter(({ amount_minor }) => amount_minor > 0);
  });
}
