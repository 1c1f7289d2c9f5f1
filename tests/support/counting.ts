/** Shelves counted and stocktakes posted, by the product's own commands. */
import { postStockCount } from '#commands/post-stock-count.ts';
import { postStocktake } from '#commands/post-stocktake.ts';
import type { Till } from '#commands/till.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { countItem, newSheet, type CountSheet } from '#domain/count-sheet.ts';
import { nextAdjustment, stocktakeId } from '#domain/stocktake-id.ts';
import { timestamp } from '#domain/timestamp.ts';
import { newId } from '#schema/new-id.ts';
import { itemsNamed } from '#queries/items.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { stockOfItem } from '#queries/on-hand.ts';
import { settings } from '#queries/settings.ts';
import { findingsOf, stocktakeBooks, type AbsentScope } from '#queries/stocktake-books.ts';
import { adjustmentIds, usedAdjustments } from '#queries/stocktakes.ts';

/** A sheet of what was found, as of now; an item that the till does not have is left out. */
export async function sheetOf(
  till: Till,
  code: string,
  found: Readonly<Record<string, number>>,
): Promise<CountSheet> {
  const at = timestamp(till.clock.now());
  let sheet = newSheet(newId(), at, code, 'July');
  for (const [name, pieces] of Object.entries(found)) {
    const [item] = await itemsNamed(till.db.read, name).execute();
    if (!item) continue;
    const [lot] = item.is_batch_tracked === 1 ? await lotsOfItem(till.db.read, item.id).execute() : [];
    const [stock] = await stockOfItem(till.db.read, item.id).execute();
    const saying = { counted_at: at, book_quantity_milli: stock?.on_hand_milli ?? 0 };
    sheet = countItem(sheet, item, {
      lineId: newId(),
      lot: lot ?? null,
      quantityMilli: pieces * 1000,
      ...saying,
    });
  }
  return sheet;
}

/** Throws where it is refused. */
export async function countSome(till: Till, code: string, found: Readonly<Record<string, number>>) {
  const shopSettings = await settings(till.db.read).executeTakeFirstOrThrow();
  const posted = await postStockCount(till, {
    sheet: await sheetOf(till, code, found),
    settings: shopSettings,
  });
  if (posted.kind !== 'posted') throw new Error(`Refused: ${JSON.stringify(posted.refusal)}`);
  return posted;
}

/** What the stocktake's screen would show. */
export async function findings(till: Till, code: string, absent: AbsentScope = 'none') {
  const options = { stocktakeId: stocktakeId(till.location.id, code), locationId: till.location.id, absent };
  const row = await stocktakeBooks(till.db.read, options).executeTakeFirstOrThrow();
  return { isBehind: row.is_behind === 1, findings: findingsOf(row) };
}

/** Posts what it found, as its screen does. */
export async function postFound(till: Till, code: string, absent: AbsentScope = 'none', approval?: Approval) {
  const id = stocktakeId(till.location.id, code);
  const used = await usedAdjustments(till.db.read, adjustmentIds(id)).execute();
  const { findings: differences } = await findings(till, code, absent);
  return postStocktake(till, {
    stocktake: { id, code, name: 'July' },
    n: nextAdjustment(
      id,
      used.map((one) => one.id),
    ),
    differences,
    settings: await settings(till.db.read).executeTakeFirstOrThrow(),
    ...(approval ? { approval } : {}),
  });
}
