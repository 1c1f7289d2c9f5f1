/** Takes the money: the cart becomes a sale that no crash can undo (R3.1-3, R3.1-4, R2-2). */
import type { Approval } from '#schema/documents/approval.ts';
import type { Cart } from '#domain/cart.ts';
import { refusalOfCredit, type CreditStanding } from '#domain/credit.ts';
import { creditOf, onCredit, type PaymentInput } from '#domain/payment.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { makeSale } from '#domain/sale.ts';
import { actsToApprove, type SellingAct, type SoldLine } from '#domain/selling-rights.ts';
import { owingCustomer, owingOf } from '#queries/owed.ts';
import type { Settings } from '#queries/settings.ts';
import { postDocument, postingContext, type Posted } from './post-document.ts';
import type { Till } from './till.ts';

export interface PostedSale extends Posted {
  readonly change_minor: number;
}

export interface SaleRequest {
  readonly cart: Cart;
  readonly payments: readonly PaymentInput[];
  readonly settings: Settings;
  /** A manager's yes to what this till would refuse. */
  readonly approval?: Approval;
}

export async function postSale(till: Till, request: SaleRequest): Promise<PostedSale | Refused> {
  const { cart, payments, settings, approval = null } = request;
  const standing = onCredit(payments).length > 0 ? await standingOf(till, cart) : null;
  if (onCredit(payments).length > 0 && !standing) return refused({ kind: 'customer_missing' });
  const context = { ...postingContext(till, settings, approval), credit_days: standing?.credit_days ?? 0 };
  const sale = makeSale(cart, payments, context);
  if (sale.kind === 'refused') return sale;
  const { payload, moves, change_minor } = sale;
  const acts = missingApproval(payload.lines, settings, approval);
  if (acts.length > 0) return refused({ kind: 'approval_needed', acts });
  const beyond = standing && refusalOfCredit(standing, creditOf(payments), payload.business_date);
  if (beyond && approval?.approved_for.includes('credit') !== true)
    return refused({ kind: 'credit_refused', ...beyond });
  const { total_minor, client_created_at: at } = payload;
  const posted = await postDocument(
    till,
    { entity_type: 'sales_invoice', payload, moves, total_minor, at },
    settings,
  );
  return posted.kind === 'posted' ? { ...posted, change_minor } : posted;
}

/** Null where the cart has no customer, or one that this till does not have. */
async function standingOf(till: Till, cart: Cart): Promise<CreditStanding | null> {
  const row = await owingOf(till.db.read, cart.customer_id).executeTakeFirst();
  return row ? owingCustomer(row) : null;
}

/** Of what these lines need a yes to (a manager gives their own, with the reason), what this one does not cover. */
export function missingApproval(
  lines: readonly SoldLine[],
  { discount_limit_ppm }: Settings,
  approval: Approval | null,
): readonly SellingAct[] {
  return actsToApprove(lines, discount_limit_ppm).filter((act) => !approval?.approved_for.includes(act));
}
