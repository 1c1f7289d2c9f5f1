import type { Refusal } from '#domain/refusal.ts';
import type { ApprovableAct } from '#schema/documents/approval.ts';

/** What a manager may allow of what stands in the way. */
export function actsIn(refusal: Refusal): readonly ApprovableAct[] {
  if (refusal.kind === 'stock_short') return ['stock'];
  if (refusal.kind === 'credit_refused') return ['credit'];
  return refusal.kind === 'approval_needed' ? refusal.acts : [];
}
