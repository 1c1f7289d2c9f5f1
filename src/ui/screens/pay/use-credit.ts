import { refusalOfCredit } from '#domain/credit.ts';
import { creditOf, type PaymentInput } from '#domain/payment.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { OwingCustomer } from '#queries/owed.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { useCart } from '#ui/cart/cart-context.tsx';
import { useOwing } from '#ui/customers/use-owing.ts';
import { useToday } from '#ui/hooks/use-today.ts';

export interface Credit {
  readonly customer: OwingCustomer | null | undefined;
  /** Whether the sale may be posted as far as credit goes: not while it is still looked up. */
  readonly isClear: boolean;
  /** What posting would say of what is on credit; null where it may be. */
  readonly refusal: Refusal | null;
}

export function useCredit(inputs: readonly PaymentInput[] | null, approval: Approval | null): Credit {
  const { cart } = useCart();
  const customer = useOwing(cart.customer_id);
  const today = useToday();
  const credit = creditOf(inputs ?? []);
  const isAllowed = credit === 0 || approval?.approved_for.includes('credit') === true;
  if (credit > 0 && customer === null)
    return { customer, isClear: false, refusal: { kind: 'customer_missing' } };
  const beyond = isAllowed || !customer ? null : refusalOfCredit(customer, credit, today);
  return {
    customer,
    isClear: beyond === null && (credit === 0 || customer !== undefined),
    refusal: beyond && { kind: 'credit_refused', ...beyond },
  };
}
