/**
 * A manager's yes, given at the till: who, to what, why. On the document it is
 * a claim; the server checks that they are a manager of the location, posts,
 * and flags it.
 */
import * as z from 'zod';

/** `stock`: beyond what is on hand though the location blocks it. `price`: another than the list's. `discount`: beyond the limit of the location. `adjustment`: a correction made by a cashier. `return`: goods taken back without a receipt. `credit`: more than a customer may owe, or while older debts are overdue. */
export const approvableAct = z.enum(['stock', 'price', 'discount', 'adjustment', 'return', 'credit']);
export type ApprovableAct = z.infer<typeof approvableAct>;

export interface Approval {
  readonly approved_by: string;
  readonly approved_for: readonly ApprovableAct[];
  /** In words, at most 500 characters. */
  readonly approval_reason: string;
}
