import { demoId } from './ids.ts';
import type { DemoItem } from './items.ts';
import { units, type Place, type UnitKey } from './places.ts';
import { randomOf, type Random } from './random.ts';

/** A line of an opening document; its fields are the columns of stock_adjustment_lines. */
export type OpeningLine = {
  readonly id: string;
  readonly line_no: number;
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly item_name: string;
  readonly unit_symbol: string;
  readonly quantity_milli: number;
  readonly unit_cost_minor: number;
};

/** Well below the server's 500 lines and 512 KB a document. */
const LINES_PER_DOCUMENT = 250;
/** Of a hundred items, how many are sold out at the start. */
const SOLD_OUT_PERCENT = 4;

/**
 * What a location has on its first day, one line for an item or lot. A line's
 * id is fixed and becomes the id of its move, so it can enter the ledger once.
 */
export function openingLines(place: Place, items: readonly DemoItem[]): OpeningLine[] {
  return items.flatMap((item) => {
    const random = randomOf(`opening ${item.id}`);
    if (random.chance(SOLD_OUT_PERCENT)) return [];
    const lotIds = item.lots.length > 0 ? item.lots.map((lot) => lot.id) : [null];
    return lotIds.map((lotId) => ({
      id: demoId('opening', item.id, lotId ?? ''),
      line_no: 0,
      item_id: item.id,
      lot_id: lotId,
      item_name: item.good.name,
      unit_symbol: units[item.good.unit].symbol,
      quantity_milli: quantityOf(random, item.good.unit, place.maxStock),
      unit_cost_minor: item.good.cost_minor,
    }));
  });
}

/** Cuts lines into documents, each numbered from 1 within itself. */
export function documentsOf(lines: readonly OpeningLine[]): OpeningLine[][] {
  return Array.from({ length: Math.ceil(lines.length / LINES_PER_DOCUMENT) }, (_, n) =>
    lines
      .slice(n * LINES_PER_DOCUMENT, (n + 1) * LINES_PER_DOCUMENT)
      .map((line, i) => ({ ...line, line_no: i + 1 })),
  );
}

/** As exact as the unit is: whole pieces, centimetres, grams. */
function quantityOf(random: Random, unit: UnitKey, maxStock: number): number {
  const step = 10 ** (3 - units[unit].quantity_decimals);
  return random.integer(Math.ceil(1_000 / step), Math.floor((maxStock * 1_000) / step)) * step;
}
