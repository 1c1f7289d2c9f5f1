/** Takes in what another location sent: its stock and its lots are here at once (R3.2-11, R3.2-12). Everybody's work. */
import type { ReceiptDraft } from '#domain/receipt-draft.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { makeReceipt } from '#domain/stock-transfer-receipt.ts';
import type { Settings } from '#queries/settings.ts';
import { receiptHere } from '#queries/transfers.ts';
import { postDocument, postingContext, type Posted } from './post-document.ts';
import type { Till } from './till.ts';

export interface ReceiptRequest {
  readonly draft: ReceiptDraft;
  readonly settings: Settings;
}

/** What this device knows to be received is received no second time; what it cannot know, the server says. */
export async function postTransferReceipt(
  till: Till,
  { draft, settings }: ReceiptRequest,
): Promise<Posted | Refused> {
  const made = makeReceipt(draft, postingContext(till, settings, null));
  if (made.kind === 'refused') return made;
  const [known] = await receiptHere(till.db.read, draft.transfer_id).execute();
  if (known) return refused({ kind: 'already_received', id: known.id, number: known.number });
  const { payload, moves, kind } = made;
  const at = payload.client_created_at;
  return postDocument(till, { entity_type: kind, payload, moves, total_minor: null, at }, settings);
}
