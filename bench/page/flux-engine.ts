/** Flux as the app runs it: the code of src, nothing rebuilt here. */
import { addItem } from '#domain/cart.ts';
import { newId } from '#schema/new-id.ts';
import { createClock } from '#db/clock.ts';
import { localDatabase } from '#db/local-database.ts';
import { openDatabase } from '#db/open-database.ts';
import { prepareDatabase } from '#db/prepare-database.ts';
import { postSale } from '#commands/post-sale.ts';
import { saveDraft } from '#commands/save-draft.ts';
import type { Till } from '#commands/till.ts';
import { createCatalog, type Catalog } from '#queries/catalog.ts';
import { stockOfItems, stockPage } from '#queries/on-hand.ts';
import { settings, type Settings } from '#queries/settings.ts';
import { untilIdle } from '#ui/idle.ts';
import { pageSize, searchLimit, type Engine } from './engine.ts';
import { loadSteps } from './load-sql.ts';
import { places } from './shop.ts';

export const fluxFile = 'flux-bench.db';

export function fluxEngine(): Engine & { till(): Till; settings(): Settings } {
  let opened: Till | undefined;
  let catalog: Catalog | undefined;
  let known: Settings | undefined;
  const till = () => opened ?? missing();
  return {
    name: 'flux',
    till,
    settings: () => known ?? missing(),
    async open() {
      opened = await openTill();
      known = await settings(opened.db.read).executeTakeFirst();
    },
    async load(shop) {
      await till().db.power.writeTransaction(async (tx) => {
        for (const { sql, json } of loadSteps(shop)) await tx.execute(sql, [json]);
      });
      known = await settings(till().db.read).executeTakeFirst();
      catalog = createCatalog(till().db);
      await inMemory(catalog);
    },
    async saveDraft({ cart }) {
      await saveDraft(till(), cart);
    },
    async postSale({ cart, payload }) {
      const payments = [{ method: 'cash', tendered_minor: payload.total_minor }] as const;
      const posted = await postSale(till(), { cart, payments, settings: known ?? missing() });
      if (posted.kind !== 'posted') throw new Error(`Refused: ${posted.refusal.kind}`);
      return posted.number;
    },
    async scan(cart, barcode) {
      const item = await catalog?.withBarcode(barcode);
      return addItem(cart, item ?? missing(), { lineId: newId() });
    },
    async search(text) {
      const items = (await catalog?.named(text, searchLimit)) ?? missing();
      const ids = items.map(({ id }) => id);
      const stock = await stockOfItems(till().db.read, ids).execute();
      const onHand = new Map(stock.map(({ id, on_hand_milli }) => [id, on_hand_milli]));
      return items.map(({ id, name }) => ({ name, on_hand_milli: onHand.get(id) ?? missing() }));
    },
    stockPage: (offset) => stockPage(till().db.read, { limit: pageSize, offset }).execute(),
  };
}

async function openTill(): Promise<Till> {
  const power = await openDatabase(fluxFile, localStorage);
  await prepareDatabase(power);
  const user = { id: places.user, name: 'Bench', role: 'cashier' } as const;
  return {
    db: localDatabase(power),
    clock: createClock(localStorage, () => Date.now()),
    device: { id: places.device, code: '01', location_id: places.location, name: 'Bench' },
    location: { id: places.location, code: 'BE', name: 'Bench' },
    user,
    cashier: user,
  };
}

/** As on the sell screen, some time after the shop can sell. */
function inMemory(catalog: Catalog): Promise<void> {
  return new Promise((resolve, onError) => {
    catalog.subscribe(() => {
      if (catalog.isInMemory()) resolve();
    });
    catalog.keepInMemory({ pause: untilIdle, onError });
  });
}

function missing(): never {
  throw new Error('Not opened, not loaded, or not found.');
}
