/** What happened in the days before the demo was opened, as documents of two tills, in their order. */
import type { DemoItem } from '#stack/demo/items.ts';
import { openingLines } from '#stack/demo/opening-stock.ts';
import type { Place } from '#stack/demo/places.ts';
import type { Book, PushRecord } from './book.ts';
import { closedShift } from './drawer.ts';
import { counted, deliveries, missed, reorderLevels, sentAway, takenIn, type Range } from './stock-days.ts';
import { onCredit, returns, sales, salesOfToday } from './sales-days.ts';

export interface Fortnight {
  /** At the warehouse, before all of the shop's. */
  readonly stored: readonly PushRecord[];
  readonly sold: readonly PushRecord[];
}

/** Sold by the piece, without batches, and enough of it there to trade with. */
function plainOf(place: Place, items: readonly DemoItem[]): DemoItem[] {
  const plenty = openingLines(place, items).filter(({ quantity_milli }) => quantity_milli >= 40_000);
  const ids = new Set(plenty.map(({ item_id }) => item_id));
  return items.filter(({ id, good }) => good.unit === 'piece' && good.batch === null && ids.has(id));
}

export function fortnight(till: Book, gate: Book, range: Range): Fortnight {
  const inBoth = new Set(plainOf(gate.place, range.stored).map(({ good }) => good.barcode));
  const plain = plainOf(till.place, range.own).filter(({ good }) => inBoth.has(good.barcode));
  const barcodes = new Set(plain.map(({ good }) => good.barcode));
  const same = range.stored.filter(({ good }) => barcodes.has(good.barcode));
  const stored = sentAway(gate, till.place, same, 3);
  const goods = [
    ...deliveries(till, plain, range),
    ...takenIn(till, stored.slice(0, 1), plain),
    ...sentAway(till, gate.place, plain, 1),
    ...missed(till, plain),
    ...counted(till, plain),
    ...reorderLevels(till, range.own),
  ];
  const bought = [...onCredit(till, plain), ...sales(till, plain)];
  const taken = [...bought, ...returns(till, bought)];
  const shift = closedShift(till, 'last night', [1, 720], {
    made: taken,
    opened: [10, 0],
    shortMinor: 35,
    note: 'A coin too much given out, probably.',
  });
  return { stored, sold: [...goods, ...taken, shift, ...salesOfToday(till, plain)] };
}
