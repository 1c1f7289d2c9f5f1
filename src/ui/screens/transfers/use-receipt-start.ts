/**
 * How receiving of a transfer begins on this device:
 *
 *   received already, here or by what came from the server ─► received
 *   its draft, or the transfer itself, as if all of it came ─► open
 *   neither                                                 ─► unknown
 */
import { useEffect, useState } from 'react';
import { discardDraft } from '#commands/save-draft.ts';
import type { Till } from '#commands/till.ts';
import { newReceipt, type ReceiptDraft } from '#domain/receipt-draft.ts';
import { newId } from '#schema/new-id.ts';
import {
  comingTransfers,
  incomingOf,
  itemsLike,
  matcher,
  receiptDraftOf,
  receiptHere,
} from '#queries/transfers.ts';
import type { DraftUse } from '#ui/drafts/use-draft.ts';
import { useShop } from '#ui/shop-context.tsx';

export type ReceiptStart =
  | { readonly kind: 'received'; readonly id: string }
  | { readonly kind: 'open'; readonly id: string; readonly use: DraftUse<ReceiptDraft> }
  | { readonly kind: 'unknown' };

/** Null while the device is asked. */
export function useReceiptStart(transferId: string): ReceiptStart | null {
  const { till } = useShop();
  const [start, setStart] = useState<ReceiptStart | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  useEffect(() => {
    startOf(till, transferId).then(setStart, setCrash);
  }, [till, transferId]);
  if (crash) throw crash;
  return start;
}

async function startOf(till: Till, transferId: string): Promise<ReceiptStart> {
  const { location, db } = till;
  const { read } = db;
  const [known] = await receiptHere(read, transferId).execute();
  const [kept] = await receiptDraftOf(read, transferId).execute();
  if (known) {
    // Somebody was faster: what was counted here is of no more use.
    if (kept) await discardDraft(till, kept.id);
    return { kind: 'received', id: known.id };
  }
  if (kept) {
    // Written by `saveDraft` from a ReceiptDraft.
    const draft = JSON.parse(kept.payload) as ReceiptDraft;
    return { kind: 'open', id: kept.id, use: draftUse(() => draft) };
  }
  const rows = await comingTransfers(read, location.id).execute();
  const row = rows.find(({ id }) => id === transferId);
  if (!row) return { kind: 'unknown' };
  const transfer = incomingOf(row);
  const itemFor = matcher(await itemsLike(read, location.id, transfer.lines).execute(), location.id);
  const use = draftUse((id, startedAt) => newReceipt(transfer, { id, startedAt, newId, itemFor }));
  return { kind: 'open', id: newId(), use };
}

/** What is on it came with the transfer: it becomes a draft with its first change, and never is empty. */
function draftUse(begin: DraftUse<ReceiptDraft>['start']): DraftUse<ReceiptDraft> {
  return { entityType: 'stock_transfer_receipt', isEmpty: () => false, start: begin };
}
