/** What suppliers brought, what went between shop and warehouse, what was counted, what runs low. */
import type { DemoItem } from '#stack/demo/items.ts';
import { openingLines } from '#stack/demo/opening-stock.ts';
import { suppliersOf } from '#stack/demo/people.ts';
import { shop, type Place } from '#stack/demo/places.ts';
import type { Book, PushRecord } from './book.ts';
import { countSheet, damaged, goodsReceived, receipt, reorderLevel, transfer } from './goods-moved.ts';

export interface Range {
  /** What the shop has, and what the warehouse has of the same goods, in the same order. */
  readonly own: readonly DemoItem[];
  readonly stored: readonly DemoItem[];
  /** `YYYY-MM-DD`. */
  readonly soon: string;
}

const withPieces = (items: readonly DemoItem[], each: number) =>
  items.map((item, n) => ({ item, pieces: each * (n + 1) }));

/** The second is of batches that keep for a few days. */
export function deliveries(till: Book, plain: readonly DemoItem[], { own, soon }: Range): PushRecord[] {
  const tracked = own.filter(({ good }) => good.unit === 'piece' && good.batch !== null);
  const suppliers = suppliersOf(shop).map(({ id }) => String(id));
  return [plain.slice(0, 4), tracked.slice(0, 3)].map((items, n) =>
    goodsReceived(till, `delivery ${n}`, [9 - n, 15], {
      supplier: suppliers[n] ?? '',
      reference: `DN-${204 + n}`,
      came: withPieces(items, 12),
      expiry: soon,
    }),
  );
}

export function sentAway(from: Book, to: Place, plain: readonly DemoItem[], times: number): PushRecord[] {
  return Array.from({ length: times }, (_, n) =>
    transfer(from, `to ${to.code} ${n}`, [6 - n, 90], to.id, withPieces(plain.slice(n * 3, n * 3 + 3), 6)),
  );
}

/** A piece of each was not there. */
export function takenIn(till: Book, sent: readonly PushRecord[], plain: readonly DemoItem[]): PushRecord[] {
  return sent.map((one, n) =>
    receipt(till, `taken in ${n}`, [5, 60], {
      sent: one,
      items: plain.slice(n * 3, n * 3 + 3),
      missing: 1,
      reason: 'One was missing from the box',
    }),
  );
}

export function missed(till: Book, plain: readonly DemoItem[]): PushRecord[] {
  return [damaged(till, 'damaged', [4, 200], withPieces(plain.slice(6, 7), 1))];
}

/** Two sheets of a stocktake that is still going on; a piece less than in the books, then one more. */
export function counted(till: Book, plain: readonly DemoItem[]): PushRecord[] {
  const inBooks = new Map(openingLines(shop, plain).map((line) => [line.item_id, line.quantity_milli]));
  // Of what nothing else here has moved.
  const shelf = plain.filter(({ id }) => inBooks.has(id)).slice(-8);
  return [shelf.slice(0, 4), shelf.slice(4)].map((items, n) =>
    countSheet(till, `sheet ${n}`, [2, 240 + n * 20], {
      code: 'H4RB2',
      title: 'Shelf by the door',
      counted: items.map((item, i) => {
        const book = inBooks.get(item.id) ?? 0;
        const difference = i === 0 ? 1 - 2 * n : 0;
        return { item, pieces: Math.max(0, book / 1000 - difference), book };
      }),
    }),
  );
}

/** Of what there was least of in the beginning, and of what was sold out, some is low. */
export function reorderLevels(till: Book, own: readonly DemoItem[]): PushRecord[] {
  const first = own.filter(({ good }) => good.unit === 'piece' && good.batch === null).slice(0, 250);
  const inBooks = new Map(
    openingLines(shop, first).map((line) => [line.item_id, line.quantity_milli / 1000]),
  );
  const levels = first.map((item) => ({ item, pieces: inBooks.get(item.id) ?? 0 }));
  return levels
    .filter(({ pieces }) => pieces < 8)
    .slice(0, 15)
    .map(({ item, pieces }) => reorderLevel(till, [8, 0], { item, pieces: pieces + 4 }));
}
