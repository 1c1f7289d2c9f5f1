/** Sends goods to another location: their stock leaves at once, and the other side sees them coming (R3.2-10). Everybody's work. */
import type { Approval } from '#schema/documents/approval.ts';
import type { Refused } from '#domain/refusal.ts';
import { makeTransfer } from '#domain/stock-transfer.ts';
import type { TransferDraft } from '#domain/transfer-draft.ts';
import type { Settings } from '#queries/settings.ts';
import { postDocument, postingContext, type Posted } from './post-document.ts';
import type { Till } from './till.ts';

export interface TransferRequest {
  readonly draft: TransferDraft;
  readonly settings: Settings;
  /** A manager's yes to send more than is on hand. */
  readonly approval?: Approval;
}

export async function postTransfer(
  till: Till,
  { draft, settings, approval }: TransferRequest,
): Promise<Posted | Refused> {
  const made = makeTransfer(draft, postingContext(till, settings, approval ?? null));
  if (made.kind === 'refused') return made;
  const { payload, moves, kind } = made;
  const at = payload.client_created_at;
  return postDocument(till, { entity_type: kind, payload, moves, total_minor: null, at }, settings);
}
