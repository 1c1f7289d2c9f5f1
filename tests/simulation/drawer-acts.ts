/** What people do with the drawer of a till and with what comes back, by the product's own commands. */
import { finishCount } from '#commands/count-shift.ts';
import { closeShift } from '#commands/close-shift.ts';
import { moveCash } from '#commands/move-cash.ts';
import { openShift } from '#commands/open-shift.ts';
import { postExchange } from '#commands/post-exchange.ts';
import { postReturn } from '#commands/post-return.ts';
import type { Till } from '#commands/till.ts';
import { addItem, cartTotals, newCart } from '#domain/cart.ts';
import type { OpenShift } from '#domain/open-shift.ts';
import { newReturn } from '#domain/return-draft.ts';
import { refundTotal } from '#domain/sale-return.ts';
import { outboxRecords } from '#queries/outbox.ts';
import { recentSales } from '#queries/recent-sales.ts';
import { saleToReturn } from '#queries/sale-to-return.ts';
import { settings } from '#queries/settings.ts';
import { openShift as shiftThatIsOpen, readOpenShift } from '#queries/shifts.ts';
import { newId } from '#schema/new-id.ts';
import { expectedIn } from '#tests/support/drawer.ts';
import { found, type Acknowledged, type ItemName } from './acts.ts';

async function openHere(till: Till): Promise<OpenShift | null> {
  const [row] = await shiftThatIsOpen(till.db.read).execute();
  return row ? readOpenShift(row) : null;
}

export async function openDrawer(till: Till, floatMinor: number): Promise<void> {
  await openShift(till, floatMinor);
}

/** Out of it where it is below zero. */
export async function moveInDrawer(till: Till, minor: number): Promise<void> {
  const shift = await openHere(till);
  const direction = minor < 0 ? 'out' : 'in';
  if (shift) await moveCash(till, shift.id, { direction, amount_minor: Math.abs(minor), reason: 'Change' });
}

/** Counted as what is expected, or as so much more or less. */
export async function closeDrawer(till: Till, offBy: number): Promise<Acknowledged | null> {
  const shift = await openHere(till);
  const [shopSettings] = await settings(till.db.read).execute();
  if (!shift || !shopSettings) return null;
  const counted = Math.max(0, (await expectedIn(till, shift)) + offBy);
  await finishCount(till, shift.id, { 1: String(counted) }, shopSettings.currency_decimals);
  const closed = await closeShift(till, { shiftId: shift.id, note: 'Counted', settings: shopSettings });
  return closed.kind === 'posted' ? { id: closed.id, number: closed.number } : null;
}

export interface Returned {
  /** Which of the last sales that this till knows, its own or another's, posted or not. */
  readonly nth: number;
  readonly pieces: number;
  readonly isRestocked: boolean;
}

/** Paid back as it was paid. Null where that much is not there to come back. */
export async function takeBack(
  till: Till,
  { nth, pieces, isRestocked }: Returned,
): Promise<Acknowledged | null> {
  const sale = await soldBefore(till, nth);
  const [shopSettings] = await settings(till.db.read).execute();
  if (!sale || !shopSettings) return null;
  const lines = sale.lines.map((line) => ({ line, quantity_milli: pieces * 1000, isRestocked }));
  const method = sale.customer_id === null ? 'cash' : 'credit';
  const refunds = [{ method, amount_minor: refundTotal(lines, sale), reference: '' }] as const;
  const saleReturn = { id: newId(), original: sale, lines, refunds, note: '' };
  const posted = await postReturn(till, { saleReturn, settings: shopSettings });
  return posted.kind === 'posted' ? { id: posted.id, number: posted.number } : null;
}

async function soldBefore(till: Till, nth: number) {
  const listed = (await recentSales(till.db.read, 12).execute()).filter(({ kind }) => kind === 'sale');
  const known = listed[nth % listed.length];
  return known ? saleToReturn(till.db.read, known.id) : null;
}

export interface Exchanged extends Omit<Returned, 'isRestocked'> {
  readonly name: ItemName;
}

/** So many of the first line of a sale come back, and one of an item is taken for them: two documents, or none. */
export async function exchangeFor(till: Till, { nth, pieces, name }: Exchanged): Promise<Acknowledged[]> {
  const sale = await soldBefore(till, nth);
  const known = await found(till, name);
  if (!sale || !known) return [];
  const { item, lot, shopSettings: settings } = known;
  const at = new Date().toISOString();
  const choices = { [sale.lines[0]!.id]: { text: String(pieces), isRestocked: true } };
  const draft = { ...newReturn(newId(), at, { id: sale.id, number: sale.number }), choices };
  const cart = addItem(newCart(newId(), at), item, { lineId: newId(), quantityMilli: 1000, lot });
  const { total_minor } = cartTotals(cart, settings.tax_mode);
  // In notes that are enough whatever comes back is worth; where it covers all, none are wanted.
  const notes = [{ method: 'cash', tendered_minor: total_minor }] as const;
  for (const payments of [[], notes]) {
    const posted = await postExchange(till, { cart, payments, settings, draft });
    if (posted.kind !== 'posted') continue;
    const records = await outboxRecords(till.db.read, {
      newestFirst: true,
      includeSynced: true,
      limit: 50,
    }).execute();
    const given = records.find(({ entity_id }) => entity_id === draft.id);
    if (!given) throw new Error('The sale is posted without its return.');
    return [
      { id: draft.id, number: given.number },
      { id: cart.id, number: posted.number },
    ];
  }
  return [];
}
