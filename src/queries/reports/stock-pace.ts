/** How fast items go, beside what is there of them: what sells most, and what lies dead. */
import { daysOfCover, perDay } from '#domain/rate-of-sale.ts';
import type { StockedItem } from './items-in-stock.ts';
import type { SoldItem } from './sold-by-item.ts';

export interface ItemPace extends StockedItem {
  readonly sold_milli: number;
  readonly pending_sold_milli: number;
  readonly per_day_milli: number;
  /** Null where nothing sells. */
  readonly cover_days: number | null;
  /** In the period; null: not sold in it. */
  readonly last_sold: string | null;
}

/** Every item that was sold in so many days, or is there. */
export function stockPace(
  items: readonly StockedItem[],
  sold: readonly SoldItem[],
  days: number,
): readonly ItemPace[] {
  const soldOf = new Map(sold.map((row) => [row.item_id, row]));
  return items.flatMap((item) => {
    const row = soldOf.get(item.id);
    if (!row && item.on_hand_milli === 0) return [];
    const rate = { sold_milli: row?.sold_milli ?? 0, days };
    return [
      {
        ...item,
        sold_milli: rate.sold_milli,
        pending_sold_milli: row?.pending_milli ?? 0,
        per_day_milli: perDay(rate),
        cover_days: daysOfCover(item.on_hand_milli, rate),
        last_sold: row?.last_sold ?? null,
      },
    ];
  });
}

/** What sold, the most a day first. */
export function fastStock(pace: readonly ItemPace[]): readonly ItemPace[] {
  return pace
    .filter(({ sold_milli }) => sold_milli > 0)
    .toSorted((a, b) => b.sold_milli - a.sold_milli || byName(a, b));
}

/** On hand and not sold once, the most money in it first. */
export function deadStock(pace: readonly ItemPace[]): readonly ItemPace[] {
  return pace
    .filter(({ last_sold, on_hand_milli }) => last_sold === null && on_hand_milli > 0)
    .toSorted((a, b) => b.value_minor - a.value_minor || byName(a, b));
}

function byName(a: ItemPace, b: ItemPace): number {
  return a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);
}
