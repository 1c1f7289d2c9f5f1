/** Corrects stock by hand. Counting is everybody's work; the rest is a manager's, as on the server. */
import type { Approval } from '#schema/documents/approval.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { makeAdjustment, type Adjustment } from '#domain/stock-adjustment.ts';
import type { Settings } from '#queries/settings.ts';
import { postDocument, postingContext, type Posted } from './post-document.ts';
import { isManager, type Till } from './till.ts';

export interface AdjustmentRequest extends Adjustment {
  readonly settings: Settings;
  /** A manager's yes to what a cashier may not do alone. */
  readonly approval?: Approval;
}

export async function postAdjustment(till: Till, request: AdjustmentRequest): Promise<Posted | Refused> {
  const { settings } = request;
  const approval = request.approval ?? ownApproval(till, request);
  const isAllowed = isManager(till) || approval?.approved_for.includes('adjustment');
  if (!isAllowed && request.reason !== 'count') return refused({ kind: 'not_allowed', needs: 'manager' });
  const made = makeAdjustment(request, postingContext(till, settings, approval));
  if (made.kind === 'refused') return made;
  const { payload, moves } = made;
  const document = {
    entity_type: 'stock_adjustment',
    payload,
    moves,
    total_minor: null,
    at: payload.client_created_at,
  } as const;
  return postDocument(till, document, settings);
}

/** A manager who stands at a cashier's till says so on the document: the server goes by whose session it is. */
function ownApproval(till: Till, { reason, note }: AdjustmentRequest): Approval | null {
  if (reason === 'count' || till.user.role !== 'cashier' || !isManager(till)) return null;
  return { approved_by: till.cashier.id, approved_for: ['adjustment'], approval_reason: note };
}
