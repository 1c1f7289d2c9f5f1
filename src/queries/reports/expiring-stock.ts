/** Batches that expire, what they are worth, and how much of them the rate of sale will leave on the shelf. */
import { multiplyAndDivide } from '#domain/rounding.ts';
import { unsoldAtExpiry } from '#domain/rate-of-sale.ts';
import type { StockedItem, StockedLot } from './items-in-stock.ts';
import type { SoldItem } from './sold-by-item.ts';

export interface ExpiringBatch extends StockedLot {
  readonly item: StockedItem;
  /** Below zero: expired so many days ago. It can be sold on its last day. */
  readonly days_left: number;
  readonly unsold_milli: number;
  readonly at_risk_minor: number;
}

interface ExpiryQuestion {
  readonly today: string;
  /** Days that `sold` is of. */
  readonly days: number;
  /** How many days ahead. */
  readonly within: number;
}

/** What expired longest ago first. */
export function expiringStock(
  items: readonly StockedItem[],
  sold: readonly SoldItem[],
  { today, days, within }: ExpiryQuestion,
): readonly ExpiringBatch[] {
  const soldOf = new Map(sold.map((row) => [row.item_id, row.sold_milli]));
  return items
    .flatMap((item) =>
      unsoldAtExpiry(item.lots, { sold_milli: soldOf.get(item.id) ?? 0, days }, today).map((lot) => ({
        ...lot,
        item,
        at_risk_minor: multiplyAndDivide(lot.value_minor, lot.unsold_milli, lot.on_hand_milli),
      })),
    )
    .filter(({ days_left }) => days_left <= within)
    .toSorted((a, b) => a.days_left - b.days_left || a.item.name.localeCompare(b.item.name));
}
