/** What to order, how much, and from whom: what the rate of sale takes until then, and what the reorder level asks for. */
import { daysOfCover, perDay, toOrder } from '#domain/rate-of-sale.ts';
import type { StockedItem } from './items-in-stock.ts';
import type { LastPurchase } from './last-purchases.ts';
import type { SoldItem } from './sold-by-item.ts';

export interface ReorderLine extends StockedItem {
  readonly sold_milli: number;
  readonly per_day_milli: number;
  readonly cover_days: number | null;
  readonly expected_milli: number;
  readonly order_milli: number;
  /** Of one unit: of the last purchase that is known here, else what it costs on average. */
  readonly order_cost_minor: number;
  readonly last_purchase: LastPurchase | null;
}

interface ReorderFacts {
  readonly items: readonly StockedItem[];
  readonly sold: readonly SoldItem[];
  readonly purchases: readonly LastPurchase[];
  /** On its way to here, by item. */
  readonly expected: ReadonlyMap<string, number>;
  /** Days that `sold` is of. */
  readonly days: number;
  /** Days that the order should last. */
  readonly coverDays: number;
}

/** What runs out first comes first; archived items are not bought again. */
export function reorderList({
  items,
  sold,
  purchases,
  expected,
  days,
  coverDays,
}: ReorderFacts): readonly ReorderLine[] {
  const soldOf = new Map(sold.map((row) => [row.item_id, row.sold_milli]));
  const boughtOf = new Map(purchases.map((row) => [row.item_id, row]));
  return items
    .filter(({ is_archived }) => is_archived === 0)
    .flatMap((item) => {
      const rate = { sold_milli: soldOf.get(item.id) ?? 0, days };
      const expected_milli = expected.get(item.id) ?? 0;
      const order_milli = toOrder({ ...item, expected_milli }, rate, coverDays);
      if (order_milli === 0) return [];
      const last_purchase = boughtOf.get(item.id) ?? null;
      return [
        {
          ...item,
          sold_milli: rate.sold_milli,
          per_day_milli: perDay(rate),
          cover_days: daysOfCover(item.on_hand_milli, rate),
          expected_milli,
          order_milli,
          order_cost_minor: last_purchase?.unit_cost_minor ?? item.cost_minor,
          last_purchase,
        },
      ];
    })
    .toSorted(
      (a, b) =>
        (a.cover_days ?? Number.MAX_SAFE_INTEGER) - (b.cover_days ?? Number.MAX_SAFE_INTEGER) ||
        a.name.localeCompare(b.name),
    );
}
