/** Takes goods in: the note becomes a document, its stock and its lots are here at once (R3.2-6, R3.2-7). Everybody's work. */
import { makeGrn } from '#domain/goods-received-note.ts';
import type { NoteDraft } from '#domain/note-draft.ts';
import type { Refused } from '#domain/refusal.ts';
import type { Settings } from '#queries/settings.ts';
import { postDocument, postingContext, type Posted } from './post-document.ts';
import type { Till } from './till.ts';

export interface GoodsReceivedRequest {
  readonly draft: NoteDraft;
  readonly settings: Settings;
}

export async function postGoodsReceived(
  till: Till,
  { draft, settings }: GoodsReceivedRequest,
): Promise<Posted | Refused> {
  const { currency_decimals } = settings;
  const made = makeGrn(draft, { ...postingContext(till, settings, null), currency_decimals });
  if (made.kind === 'refused') return made;
  const { payload, moves } = made;
  const { total_minor, client_created_at: at } = payload;
  return postDocument(till, { entity_type: 'grn', payload, moves, total_minor, at }, settings);
}
