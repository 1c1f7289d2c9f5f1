/** An open till without a server: the real database, prepared, with a small catalog. */
import { addItem, cartTotals, newCart, type Cart } from '#domain/cart.ts';
import { postSale } from '#commands/post-sale.ts';
import type { Till } from '#commands/till.ts';
import { createClock } from '#db/clock.ts';
import { localDatabase } from '#db/local-database.ts';
import { prepareDatabase } from '#db/prepare-database.ts';
import { itemsWithBarcode } from '#queries/items.ts';
import { stockOfItem } from '#queries/on-hand.ts';
import { settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';
import { fillCatalog, type Catalog } from './catalog.ts';
import { nodePlatform } from './node-platform.ts';

export interface LocalTill extends AsyncDisposable {
  readonly till: Till;
  readonly catalog: Catalog;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  riceOnHand(): Promise<number>;
  cartOf(pieces: number): Promise<Cart>;
  /** For cash, exactly. */
  post(cart: Cart): ReturnType<typeof postSale>;
}

/** One file in `folder` each; the caller removes the folder. */
export async function openLocalTill(folder: string): Promise<LocalTill> {
  const platform = nodePlatform(folder);
  const power = await platform.openDatabase(`local-${newId()}.db`);
  await prepareDatabase(power);
  const db = localDatabase(power);
  const catalog = await fillCatalog(power);
  const casey = { id: newId(), name: 'Casey', role: 'cashier' } as const;
  const till: Till = {
    db,
    clock: createClock(platform.storage, () => platform.now()),
    device: { id: newId(), code: '07', location_id: catalog.locationId, name: 'Till' },
    location: { id: catalog.locationId, code: 'KL1', name: 'Shop' },
    user: casey,
    cashier: casey,
  };
  return {
    till,
    catalog,
    rows: (sql) => power.getAll(sql),
    riceOnHand: async () =>
      (await stockOfItem(db.read, catalog.rice).executeTakeFirstOrThrow()).on_hand_milli,
    async cartOf(pieces) {
      const item = await itemsWithBarcode(db.read, catalog.riceBarcode).executeTakeFirstOrThrow();
      const cart = newCart(newId(), '2026-11-22T10:00:00.000Z');
      return addItem(cart, item, { lineId: newId(), quantityMilli: pieces * 1000 });
    },
    async post(cart) {
      const shop = await settings(db.read).executeTakeFirstOrThrow();
      const tendered_minor = cartTotals(cart, shop.tax_mode).total_minor;
      return postSale(till, { cart, payments: [{ method: 'cash', tendered_minor }], settings: shop });
    },
    [Symbol.asyncDispose]: () => power.close({ disconnect: true }),
  };
}
