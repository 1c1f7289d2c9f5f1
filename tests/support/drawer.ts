/** A drawer at a till, by the product's own commands. */
import { finishCount } from '#commands/count-shift.ts';
import { closeShift } from '#commands/close-shift.ts';
import { openShift } from '#commands/open-shift.ts';
import { postSale } from '#commands/post-sale.ts';
import type { Till } from '#commands/till.ts';
import { addItem, newCart } from '#domain/cart.ts';
import type { OpenShift } from '#domain/open-shift.ts';
import type { PaymentInput } from '#domain/payment.ts';
import { drawerOf } from '#domain/shift.ts';
import { itemsNamed } from '#queries/items.ts';
import { settings } from '#queries/settings.ts';
import { readTakings, shiftTakings } from '#queries/shift-takings.ts';
import { openShift as shiftThatIsOpen, readOpenShift } from '#queries/shifts.ts';
import { newId } from '#schema/new-id.ts';

/** Throws where none is open. */
export async function theShift(till: Till): Promise<OpenShift> {
  return readOpenShift(await shiftThatIsOpen(till.db.read).executeTakeFirstOrThrow());
}

/** Opens one, whether or not somebody else is quicker. */
export async function openDrawer(till: Till, floatMinor: number): Promise<OpenShift> {
  const opened = await openShift(till, floatMinor);
  if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.refusal));
  return theShift(till);
}

export async function takingsOf(till: Till, { after }: OpenShift) {
  const row = await shiftTakings(till.db.read, { deviceId: till.device.id, after }).executeTakeFirstOrThrow();
  return readTakings(row);
}

export async function expectedIn(till: Till, shift: OpenShift): Promise<number> {
  return drawerOf(shift, (await takingsOf(till, shift)).tenders).expected_minor;
}

/** Counted as a sum, and closed. */
export async function closeDrawer(till: Till, shiftId: string, countedMinor: number, note = '') {
  const shopSettings = await settings(till.db.read).executeTakeFirstOrThrow();
  await finishCount(till, shiftId, { 1: String(countedMinor) }, shopSettings.currency_decimals);
  return closeShift(till, { shiftId, note, settings: shopSettings });
}

/** One of it, paid as told. */
export async function sellFor(till: Till, itemName: string, payments: readonly PaymentInput[]) {
  const [item] = await itemsNamed(till.db.read, itemName).execute();
  const shopSettings = await settings(till.db.read).executeTakeFirstOrThrow();
  if (!item) throw new Error(`The till has no ${itemName}.`);
  const cart = addItem(newCart(newId(), new Date().toISOString()), item, { lineId: newId() });
  const posted = await postSale(till, { cart, payments, settings: shopSettings });
  if (posted.kind !== 'posted') throw new Error(`Refused: ${JSON.stringify(posted.refusal)}`);
  return posted;
}
