/** What people do at a till, by the product's own commands. Each may be cut short by the end of the process. */
import { postAdjustment } from '#commands/post-adjustment.ts';
import { postCustomerPayment } from '#commands/post-customer-payment.ts';
import { postGoodsReceived } from '#commands/post-goods-received.ts';
import { postTransferReceipt } from '#commands/post-transfer-receipt.ts';
import { postTransfer } from '#commands/post-transfer.ts';
import { postSale } from '#commands/post-sale.ts';
import { postStockCount } from '#commands/post-stock-count.ts';
import { saveMasters } from '#commands/save-masters.ts';
import { retryFailed } from '#commands/retry-failed.ts';
import type { Till } from '#commands/till.ts';
import { addItem, cartTotals, newCart } from '#domain/cart.ts';
import type { Values } from '#domain/master-edit.ts';
import { newTransfer, pack } from '#domain/transfer-draft.ts';
import { cashDue } from '#domain/payment.ts';
import { customersNamed } from '#queries/customers.ts';
import { itemsNamed } from '#queries/items.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { outboxRecords } from '#queries/outbox.ts';
import { settings } from '#queries/settings.ts';
import { comingTransfers, destinations, incomingOf } from '#queries/transfers.ts';
import { newId } from '#schema/new-id.ts';
import { sheetOf } from '#tests/support/counting.ts';
import { noteOf } from '#tests/support/receiving.ts';
import { receiptOf } from '#tests/support/transfers.ts';

export const itemNames = ['Rice', 'Tea', 'Milk'] as const;
export type ItemName = (typeof itemNames)[number];

/** What a person was told is posted. */
export interface Acknowledged {
  readonly id: string;
  readonly number: string;
}

export async function found(till: Till, name: ItemName) {
  const [item] = await itemsNamed(till.db.read, name).execute();
  const [shopSettings] = await settings(till.db.read).execute();
  if (!item || !shopSettings) return null;
  const [lot] = item.is_batch_tracked ? await lotsOfItem(till.db.read, item.id).execute() : [];
  return { item, lot: lot ?? null, shopSettings };
}

/** For cash, exactly. Null where it was refused, or the till knows no such item (yet, or any more). */
export async function sell(till: Till, name: ItemName, pieces: number): Promise<Acknowledged | null> {
  const known = await found(till, name);
  if (!known) return null;
  const { item, lot, shopSettings } = known;
  const cart = addItem(newCart(newId(), new Date().toISOString()), item, {
    lineId: newId(),
    quantityMilli: pieces * 1000,
    lot,
  });
  const due = cashDue(cartTotals(cart, shopSettings.tax_mode).total_minor, shopSettings.cash_rounding_minor);
  const payments = [{ method: 'cash', tendered_minor: due } as const];
  const posted = await postSale(till, { cart, payments, settings: shopSettings });
  return posted.kind === 'posted' ? { id: posted.id, number: posted.number } : null;
}

export const customerNames = ['Ann', 'Ben'] as const;
export type CustomerName = (typeof customerNames)[number];

async function idOf(till: Till, name: CustomerName): Promise<string | null> {
  const [customer] = await customersNamed(till.db.read, name).execute();
  return customer?.id ?? null;
}

/** Null where it was refused: the limit is reached, or debts are overdue. */
export async function sellToCustomer(
  till: Till,
  name: ItemName,
  pieces: number,
  customer: CustomerName,
): Promise<Acknowledged | null> {
  const known = await found(till, name);
  const customer_id = await idOf(till, customer);
  if (!known || !customer_id) return null;
  const { item, lot, shopSettings } = known;
  const added = { lineId: newId(), quantityMilli: pieces * 1000, lot };
  const cart = { ...addItem(newCart(newId(), new Date().toISOString()), item, added), customer_id };
  const { total_minor } = cartTotals(cart, shopSettings.tax_mode);
  const payments = [{ method: 'credit', amount_minor: total_minor } as const];
  const posted = await postSale(till, { cart, payments, settings: shopSettings });
  return posted.kind === 'posted' ? { id: posted.id, number: posted.number } : null;
}

/** In cash, whatever is owed. */
export async function pay(till: Till, customer: CustomerName, minor: number): Promise<Acknowledged | null> {
  const customer_id = await idOf(till, customer);
  const [shopSettings] = await settings(till.db.read).execute();
  if (!customer_id || !shopSettings) return null;
  const given = { method: 'cash', tendered_minor: minor } as const;
  const paid = { id: newId(), customer_id, amount_minor: minor, given, note: '' };
  const posted = await postCustomerPayment(till, paid, shopSettings);
  return posted.kind === 'posted' ? { id: posted.id, number: posted.number } : null;
}

/** By count, so that a cashier may too. */
export async function adjust(till: Till, name: ItemName, pieces: number): Promise<Acknowledged | null> {
  const known = await found(till, name);
  if (!known) return null;
  const { item, lot, shopSettings } = known;
  const line = { id: newId(), item, lot, quantity_milli: pieces * 1000, unit_cost_minor: null };
  const count = { id: newId(), reason: 'count', note: 'Counted', lines: [line] } as const;
  const posted = await postAdjustment(till, { ...count, settings: shopSettings });
  return posted.kind === 'posted' ? { id: posted.id, number: posted.number } : null;
}

/** Two tills may take in one batch. It outlasts those that the shop sells first. */
export async function receive(till: Till, name: ItemName, pieces: number): Promise<Acknowledged | null> {
  const known = await found(till, name);
  if (!known) return null;
  const batch = { batch_number: `R${pieces % 2}`, expiry_date: '2199-12-31' };
  const draft = await noteOf(till, name, pieces, known.lot ? batch : undefined);
  // It may have gone since: who is no member any more is told nothing more.
  if (!draft) return null;
  const posted = await postGoodsReceived(till, { draft, settings: known.shopSettings });
  return posted.kind === 'posted' ? { id: posted.id, number: posted.number } : null;
}

/** A sheet for the one stocktake of the shop; it moves nothing. */
export async function countShelf(till: Till, name: ItemName, pieces: number): Promise<Acknowledged | null> {
  const known = await found(till, name);
  const sheet = await sheetOf(till, 'K7Q4M', { [name]: pieces });
  if (!known || sheet.lines.length === 0) return null;
  const posted = await postStockCount(till, { sheet, settings: known.shopSettings });
  return posted.kind === 'posted' ? { id: posted.id, number: posted.number } : null;
}

/** To the depot, which never receives it. */
export async function send(till: Till, name: ItemName, pieces: number): Promise<Acknowledged | null> {
  const known = await found(till, name);
  const [to] = await destinations(till.db.read, till.location.id).execute();
  if (!known || !to) return null;
  const { item, lot, shopSettings } = known;
  const started = { ...newTransfer(newId(), new Date().toISOString()), to_location_id: to.id };
  const draft = pack(started, item, { lineId: newId(), quantityMilli: pieces * 1000, lot });
  const posted = await postTransfer(till, { draft, settings: shopSettings });
  return posted.kind === 'posted' ? { id: posted.id, number: posted.number } : null;
}

/** The first transfer from the depot that this till knows of and has not received; another till may have. */
export async function takeIn(till: Till): Promise<Acknowledged | null> {
  const known = await found(till, 'Rice');
  const rows = await comingTransfers(till.db.read, till.location.id).execute();
  const row = rows.find(({ receipt_id }) => receipt_id === null);
  if (!known || !row) return null;
  const draft = await receiptOf(till, incomingOf(row));
  const posted = await postTransferReceipt(till, { draft, settings: known.shopSettings });
  return posted.kind === 'posted' ? { id: posted.id, number: posted.number } : null;
}

/** A new price or cost; a cashier is refused. */
export async function edit(till: Till, name: ItemName, columns: Values): Promise<void> {
  const known = await found(till, name);
  if (known) await saveMasters(till, [{ table: 'items', kind: 'edit', id: known.item.id, columns }]);
}

/** All that failed back into the queue, as a manager does; `onRetry` hears of each beforehand. */
export async function retryAll(till: Till, onRetry: (documentId: string) => void): Promise<void> {
  for (const record of await outboxRecords(till.db.read).execute()) {
    if (record.sync_status !== 'failed') continue;
    onRetry(record.entity_id);
    await retryFailed(till, record.queue_id);
  }
}
