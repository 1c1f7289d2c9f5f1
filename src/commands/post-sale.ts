/** Takes the money: the cart becomes a sale that no crash can undo (R3.1-3, R3.1-4, R2-2). */
import type { Approval } from '#schema/documents/approval.ts';
import type { SalePayload } from '#schema/documents/sale.ts';
import { cartTotals, setCustomer, type Cart } from '#domain/cart.ts';
import { refusalOfCredit, type CreditStanding } from '#domain/credit.ts';
import { givenInputs, netOf, withGiven } from '#domain/exchange.ts';
import { creditOf, onCredit, type PaymentInput } from '#domain/payment.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { makeSale, type MadeSale, type Numberless } from '#domain/sale.ts';
import { actsToApprove, type SellingAct, type SoldLine } from '#domain/selling-rights.ts';
import { owingCustomer, owingOf } from '#queries/owed.ts';
import type { Settings } from '#queries/settings.ts';
import { postDocument, postingContext, type Postable, type Posted } from './post-document.ts';
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
  const sale = await saleToPost(till, request);
  if (sale.kind === 'refused') return sale;
  const posted = await postDocument(till, saleDocument(sale), request.settings);
  return posted.kind === 'posted' ? { ...posted, change_minor: sale.change_minor } : posted;
}

/** `given`: the return whose goods pay for it, as far as they go; `payments` are what the customer adds. */
export async function saleToPost(
  till: Till,
  request: SaleRequest,
  given: Numberless<SalePayload> | null = null,
): Promise<MadeSale | Refused> {
  const { settings, approval = null } = request;
  const cart = given?.customer_id ? setCustomer(request.cart, given.customer_id) : request.cart;
  const refunds = given?.payments ?? [];
  const total = cartTotals(cart, settings.tax_mode).total_minor;
  const payments = given ? withGiven(givenInputs(refunds, total), request.payments) : request.payments;
  const standing = onCredit(payments).length > 0 ? await standingOf(till, cart) : null;
  if (onCredit(payments).length > 0 && !standing) return refused({ kind: 'customer_missing' });
  const context = {
    ...postingContext(till, settings, approval),
    credit_days: standing?.credit_days ?? 0,
    ...(given ? { exchange_id: given.id } : {}),
  };
  const sale = makeSale(cart, payments, context);
  if (sale.kind === 'refused') return sale;
  const { payload } = sale;
  const acts = missingApproval(payload.lines, settings, approval);
  if (acts.length > 0) return refused({ kind: 'approval_needed', acts });
  // What the return takes off the debt may be owed again.
  const owed = creditOf(payments) + netOf('credit', [], refunds);
  const beyond = standing && refusalOfCredit(standing, owed, payload.business_date);
  if (beyond && approval?.approved_for.includes('credit') !== true)
    return refused({ kind: 'credit_refused', ...beyond });
  return sale;
}

export function saleDocument({ payload, moves }: MadeSale): Postable {
  const { total_minor, client_created_at: at } = payload;
  return { entity_type: 'sales_invoice', payload, moves, total_minor, at };
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
