/** Goods sent to and received from another location, by the product's own commands. */
import { postTransferReceipt } from '#commands/post-transfer-receipt.ts';
import { postTransfer } from '#commands/post-transfer.ts';
import type { Till } from '#commands/till.ts';
import { changeReceiptLine, newReceipt, type Incoming, type ReceiptDraft } from '#domain/receipt-draft.ts';
import { newTransfer, pack, quantityText, type TransferDraft } from '#domain/transfer-draft.ts';
import { itemsNamed } from '#queries/items.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { settings } from '#queries/settings.ts';
import { comingTransfers, incomingOf, itemsLike, matcher } from '#queries/transfers.ts';
import { newId } from '#schema/new-id.ts';

export interface Goods {
  readonly name: string;
  readonly pieces: number;
  readonly batchNumber?: string;
}

/** A transfer as somebody writes it; throws where the till does not have an item. */
export async function transferOf(till: Till, toId: string, goods: readonly Goods[]): Promise<TransferDraft> {
  let draft: TransferDraft = { ...newTransfer(newId(), new Date().toISOString()), to_location_id: toId };
  for (const { name, pieces, batchNumber } of goods) {
    const [item] = await itemsNamed(till.db.read, name).execute();
    if (!item) throw new Error(`The till has no ${name}.`);
    const lots = await lotsOfItem(till.db.read, item.id).execute();
    const lot = lots.find(({ batch_number }) => batch_number === batchNumber) ?? null;
    draft = pack(draft, item, { lineId: newId(), quantityMilli: pieces * 1000, lot });
  }
  return draft;
}

/** Throws where it is refused. */
export async function sendSome(till: Till, toId: string, goods: readonly Goods[]) {
  const shopSettings = await settings(till.db.read).executeTakeFirstOrThrow();
  const posted = await postTransfer(till, {
    draft: await transferOf(till, toId, goods),
    settings: shopSettings,
  });
  if (posted.kind !== 'posted') throw new Error(`Refused: ${JSON.stringify(posted.refusal)}`);
  return posted;
}

/** Of what is coming, as the till knows it; undefined where it does not. */
export async function coming(till: Till, transferId: string) {
  const rows = await comingTransfers(till.db.read, till.location.id).execute();
  return rows.find(({ id }) => id === transferId);
}

/** As if all of it came, with what was counted of some lines instead, by their place. */
export async function receiptOf(
  till: Till,
  transfer: Incoming,
  counted: Readonly<Record<number, { pieces: number; reason: string }>> = {},
): Promise<ReceiptDraft> {
  const here = till.location.id;
  const items = await itemsLike(till.db.read, here, transfer.lines).execute();
  const begun = { id: newId(), startedAt: new Date().toISOString(), newId, itemFor: matcher(items, here) };
  return Object.entries(counted).reduce(
    (draft, [place, { pieces, reason }]) => {
      const line = draft.lines[Number(place)];
      if (!line) throw new Error(`No line ${place}.`);
      return changeReceiptLine(draft, line.id, { quantity: quantityText(pieces * 1000, 0), reason });
    },
    newReceipt(transfer, begun),
  );
}

export async function postReceipt(till: Till, draft: ReceiptDraft) {
  const shopSettings = await settings(till.db.read).executeTakeFirstOrThrow();
  return postTransferReceipt(till, { draft, settings: shopSettings });
}

/** All of a transfer that the till knows of; throws where it does not, or refuses. */
export async function receiveAll(till: Till, transferId: string) {
  const row = await coming(till, transferId);
  if (!row) throw new Error('No such transfer is coming.');
  const posted = await postReceipt(till, await receiptOf(till, incomingOf(row)));
  if (posted.kind !== 'posted') throw new Error(`Refused: ${JSON.stringify(posted.refusal)}`);
  return posted;
}
