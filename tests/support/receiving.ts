/** Goods received and sold from their batch, by the product's own commands. */
import { postGoodsReceived } from '#commands/post-goods-received.ts';
import { postSale } from '#commands/post-sale.ts';
import type { Till } from '#commands/till.ts';
import { addItem, cartTotals, newCart } from '#domain/cart.ts';
import { changeLine, newNote, receive, type NoteDraft } from '#domain/note-draft.ts';
import { cashDue } from '#domain/payment.ts';
import { itemsToReceive } from '#queries/goods-received.ts';
import { itemsNamed } from '#queries/items.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';

export interface Batch {
  readonly batch_number: string;
  readonly expiry_date: string;
}

/** A note of one item, as somebody types it; null where the till does not have the item. */
export async function noteOf(
  till: Till,
  itemName: string,
  pieces: number,
  batch?: Batch,
): Promise<NoteDraft | null> {
  const [named] = await itemsNamed(till.db.read, itemName).execute();
  const [item] = await itemsToReceive(till.db.read, [named?.id ?? '']).execute();
  if (!item) return null;
  const lineId = newId();
  const note = receive(newNote(newId(), new Date().toISOString()), item, { lineId, currencyDecimals: 2 });
  return changeLine(note, lineId, { quantity: String(pieces), ...batch });
}

async function post(till: Till, draft: NoteDraft) {
  const shopSettings = await settings(till.db.read).executeTakeFirstOrThrow();
  return postGoodsReceived(till, { draft, settings: shopSettings });
}

/** Throws where it is refused. */
export async function receiveSome(till: Till, itemName: string, pieces: number, batch?: Batch) {
  const note = await noteOf(till, itemName, pieces, batch);
  if (!note) throw new Error(`The till has no ${itemName}.`);
  const posted = await post(till, note);
  if (posted.kind !== 'posted') throw new Error(`Refused: ${JSON.stringify(posted.refusal)}`);
  return posted;
}

/** For cash, one piece of a batch that the till must know. */
export async function sellOfBatch(till: Till, itemName: string, batchNumber: string) {
  const [item] = await itemsNamed(till.db.read, itemName).execute();
  const shopSettings = await settings(till.db.read).executeTakeFirstOrThrow();
  const lots = await lotsOfItem(till.db.read, item?.id ?? '').execute();
  const lot = lots.find(({ batch_number }) => batch_number === batchNumber);
  if (!item || !lot) throw new Error(`The till has no ${itemName} ${batchNumber}.`);
  const cart = addItem(newCart(newId(), new Date().toISOString()), item, { lineId: newId(), lot });
  const due = cashDue(cartTotals(cart, shopSettings.tax_mode).total_minor, shopSettings.cash_rounding_minor);
  const payments = [{ method: 'cash', tendered_minor: due } as const];
  const posted = await postSale(till, { cart, payments, settings: shopSettings });
  if (posted.kind !== 'posted') throw new Error(`Refused: ${JSON.stringify(posted.refusal)}`);
  return posted;
}
