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
import { itemsNamed, itemsWithBarcode } from '#queries/items.ts';
import { stockPage } from '#queries/on-hand.ts';
import { settings, type Settings } from '#queries/settings.ts';
import { pageSize, searchLimit, type Engine } from './engine.ts';
import { loadSteps } from './load-sql.ts';
import { places } from './shop.ts';

export const fluxFile = 'flux-bench.db';

export function fluxEngine(): Engine & { till(): Till; settings(): Settings } {
  let opened: Till | undefined;
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
      const [item] = await itemsWithBarcode(till().db.read, barcode).execute();
      return addItem(cart, item ?? missing(), { lineId: newId() });
    },
    async search(text) {
      const rows = await itemsNamed(till().db.read, text, searchLimit).execute();
      return rows.map(({ name }) => name);
    },
    stockPage: (offset) => stockPage(till().db.read, { limit: pageSize, offset }).execute(),
  };
}

async function openTill(): Promise<Till> {
  const power = await openDatabase(fluxFile, localStorage);
  await prepareDatabase(power);
  return {
    db: localDatabase(power),
    clock: createClock(localStorage, () => Date.now()),
    device: { id: places.device, code: '01', location_id: places.location, name: 'Bench' },
    location: { id: places.location, code: 'BE', name: 'Bench' },
    user: { id: places.user, name: 'Bench', role: 'cashier' },
  };
}

function missing(): never {
  throw new Error('Not opened, not loaded, or not found.');
}
