/** Goods given back for others, and goods without a receipt, as the screens do it. */
import { postExchange } from '#commands/post-exchange.ts';
import { postReturn } from '#commands/post-return.ts';
import { addItem, newCart } from '#domain/cart.ts';
import { addLoose } from '#domain/loose-line.ts';
import type { PaymentInput } from '#domain/payment.ts';
import { newReturn, readReturn, type ReturnDraft } from '#domain/return-draft.ts';
import { itemsNamed } from '#queries/items.ts';
import { looseSource, saleToReturn } from '#queries/sale-to-return.ts';
import { settings } from '#queries/settings.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { newId } from '#schema/new-id.ts';
import type { Device } from './device.ts';

const at = '2026-01-01T10:00:00.000Z';

/** So many of the first line of a sale come back. */
export async function returnOf({ till }: Device, saleId: string, pieces: number): Promise<ReturnDraft> {
  const sale = await saleToReturn(till.db.read, saleId);
  if (!sale) throw new Error('There is no such sale here.');
  const choices = { [sale.lines[0]!.id]: { text: String(pieces), isRestocked: true } };
  return { ...newReturn(newId(), at, { id: sale.id, number: sale.number }), choices };
}

/** So many of an item are taken for it. */
export async function exchange(
  { till }: Device,
  draft: ReturnDraft,
  { item: name, pieces, payments = [] }: { item: string; pieces: number; payments?: readonly PaymentInput[] },
) {
  const [item] = await itemsNamed(till.db.read, name).execute();
  const current = await settings(till.db.read).executeTakeFirstOrThrow();
  const cart = addItem(newCart(newId(), at), item!, { lineId: newId(), quantityMilli: pieces * 1000 });
  const request = { cart, payments, settings: current, draft };
  return { request, result: await postExchange(till, request) };
}

/** One piece without a receipt, at the price of the list. */
export async function takeBackLoose({ till }: Device, name: string, note: string, approval?: Approval) {
  const [item] = await itemsNamed(till.db.read, name).execute();
  const current = await settings(till.db.read).executeTakeFirstOrThrow();
  const touched = { lineId: newId(), lot: null, quantityMilli: null, currencyDecimals: 2 };
  const draft = { ...newReturn(newId(), at, null), lines: addLoose([], item!, touched), note };
  const { saleReturn, refusal } = readReturn(draft, looseSource(current));
  if (refusal) throw new Error(JSON.stringify(refusal));
  return postReturn(till, { saleReturn, settings: current, ...(approval ? { approval } : {}) });
}
