/** Takes money for what a customer owes; it counts here at once. Everybody's work. */
import { makeCustomerPayment, type PaidByCustomer } from '#domain/customer-payment.ts';
import type { Refused } from '#domain/refusal.ts';
import type { Settings } from '#queries/settings.ts';
import { postDocument, postingContext, type Posted } from './post-document.ts';
import type { Till } from './till.ts';

export interface PostedPayment extends Posted {
  readonly change_minor: number;
}

export async function postCustomerPayment(
  till: Till,
  paid: PaidByCustomer,
  settings: Settings,
): Promise<PostedPayment | Refused> {
  const made = makeCustomerPayment(paid, postingContext(till, settings, null));
  if (made.kind === 'refused') return made;
  const { payload } = made;
  const { amount_minor: total_minor, change_minor, client_created_at: at } = payload;
  const document = { entity_type: 'customer_payment', payload, moves: [], total_minor, at } as const;
  const posted = await postDocument(till, document, settings);
  return posted.kind === 'posted' ? { ...posted, change_minor } : posted;
}
