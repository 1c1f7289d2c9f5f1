/** Money from a customer becomes a payment for what is owed (R3.2-3), or a reason why not. */
import type { CustomerPaymentPayload } from '#schema/documents/customer-payment.ts';
import { approvalFields } from './approval.ts';
import { maxAmountMinor } from './money.ts';
import { settlePayments, type CardInput, type CashInput } from './payment.ts';
import { refused, type Refused } from './refusal.ts';
import { maxNoteLength, type Numberless, type SaleContext } from './sale.ts';
import { cleanText, lengthOf } from './text.ts';

/** What somebody pays; its id is the payment's from the start, so that two taps are one. */
export interface PaidByCustomer {
  readonly id: string;
  readonly customer_id: string;
  /** By how much less is owed. It may be more than is owed: then the customer is owed something. */
  readonly amount_minor: number;
  readonly given: CashInput | CardInput;
  readonly note: string;
}

export interface MadePayment {
  readonly kind: 'payment';
  readonly payload: Numberless<CustomerPaymentPayload>;
}

type PaymentContext = Pick<
  SaleContext,
  'location_id' | 'device_id' | 'cashier_id' | 'approval' | 'business_date' | 'at' | 'currency'
> &
  Pick<SaleContext, 'cash_rounding_minor'>;

export function makeCustomerPayment(paid: PaidByCustomer, context: PaymentContext): MadePayment | Refused {
  const note = cleanText(paid.note);
  if (lengthOf(note) > maxNoteLength)
    return refused({ kind: 'text_too_long', field: 'note', max_length: maxNoteLength });
  if (!Number.isInteger(paid.amount_minor) || paid.amount_minor < 1 || paid.amount_minor > maxAmountMinor)
    return refused({ kind: 'payment_invalid' });
  const settled = settlePayments(paid.amount_minor, [paid.given], context.cash_rounding_minor);
  if (settled.kind === 'refused') return settled;
  const [payment] = settled.payments;
  if (!payment) return refused({ kind: 'payment_invalid' });
  const { amount_minor, rounding_minor, tendered_minor, change_minor, reference } = payment;
  const payload = {
    id: paid.id,
    location_id: context.location_id,
    device_id: context.device_id,
    customer_id: paid.customer_id,
    method: paid.given.method,
    amount_minor,
    rounding_minor,
    tendered_minor,
    change_minor,
    reference,
    note,
    cashier_id: context.cashier_id,
    ...approvalFields(context.approval),
    currency: context.currency,
    business_date: context.business_date,
    client_created_at: context.at,
    client_updated_at: context.at,
  } satisfies Numberless<CustomerPaymentPayload>;
  return { kind: 'payment', payload };
}
