/** Sales as a shop of many items has them: three of its items each, for cash, in turn. */
import { postSale } from '#commands/post-sale.ts';
import { addItem, cartTotals, newCart } from '#domain/cart.ts';
import { cashDue } from '#domain/payment.ts';
import { itemsNamed } from '#queries/items.ts';
import { settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';
import type { Device } from './device.ts';

interface Shelf {
  readonly items: Awaited<ReturnType<ReturnType<typeof itemsNamed>['execute']>>;
  readonly settings: Awaited<ReturnType<ReturnType<typeof settings>['executeTakeFirstOrThrow']>>;
  next: number;
}

/** Read once: what is measured is not how a test finds its goods. */
const shelves = new WeakMap<Device, Shelf>();

async function shelfOf(device: Device): Promise<Shelf> {
  const known = shelves.get(device);
  if (known) return known;
  const { read } = device.till.db;
  const items = await itemsNamed(read, 'Item').execute();
  const shelf = { items, settings: await settings(read).executeTakeFirstOrThrow(), next: 0 };
  shelves.set(device, shelf);
  return shelf;
}

export async function sellThree(device: Device): Promise<{ readonly id: string }> {
  const shelf = await shelfOf(device);
  let cart = newCart(newId(), new Date().toISOString());
  for (let line = 0; line < 3; line += 1) {
    const item = shelf.items[shelf.next % shelf.items.length];
    shelf.next += 1;
    if (item) cart = addItem(cart, item, { lineId: newId(), quantityMilli: 1000 });
  }
  const { total_minor } = cartTotals(cart, shelf.settings.tax_mode);
  const tendered_minor = cashDue(total_minor, shelf.settings.cash_rounding_minor);
  const payments = [{ method: 'cash', tendered_minor }] as const;
  const posted = await postSale(device.till, { cart, payments, settings: shelf.settings });
  if (posted.kind !== 'posted') throw new Error(JSON.stringify(posted.refusal));
  return posted;
}
