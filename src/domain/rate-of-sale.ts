/** What the rate at which an item sells says of its stock. A rate is so many thousandths in so many days, never a fraction. */
import { dayCount } from './period.ts';
import { stepMilli } from './quantity.ts';

export interface Rate {
  /** What was sold less what came back. */
  readonly sold_milli: number;
  readonly days: number;
}

/** In a day, to the nearest thousandth. */
export function perDay({ sold_milli, days }: Rate): number {
  return Math.round(sold_milli / days);
}

/** Whole days that this much lasts; null where nothing sells. */
export function daysOfCover(onHandMilli: number, { sold_milli, days }: Rate): number | null {
  if (sold_milli <= 0) return null;
  return Math.floor((Math.max(onHandMilli, 0) * days) / sold_milli);
}

export interface Supply {
  readonly on_hand_milli: number;
  /** On its way to here. */
  readonly expected_milli: number;
  readonly reorder_level_milli: number | null;
  readonly quantity_decimals: number;
}

/**
 * What to order so that it lasts `coverDays`, and so that the item is above
 * its reorder level again; in steps of its unit, rounded up. 0: nothing.
 */
export function toOrder(supply: Supply, { sold_milli, days }: Rate, coverDays: number): number {
  const step = stepMilli(supply.quantity_decimals);
  const forSales = Math.ceil((Math.max(sold_milli, 0) * coverDays) / days);
  const forLevel = supply.reorder_level_milli === null ? 0 : supply.reorder_level_milli + step;
  const missing = Math.max(forSales, forLevel) - supply.on_hand_milli - supply.expected_milli;
  return Math.max(0, Math.ceil(missing / step) * step);
}

export interface ExpiringLot {
  readonly on_hand_milli: number;
  readonly expiry_date: string | null;
}

/**
 * How much of each batch of an item is left when it expires, at that rate, if
 * what expires first is sold first. A batch can be sold on the day of its
 * expiry; what has expired is not sold any more.
 */
export function unsoldAtExpiry<Lot extends ExpiringLot>(
  lots: readonly Lot[],
  { sold_milli, days }: Rate,
  today: string,
): readonly (Lot & { readonly days_left: number; readonly unsold_milli: number })[] {
  let soldBefore = 0;
  return lots
    .flatMap((lot) =>
      lot.expiry_date === null || lot.on_hand_milli <= 0 ? [] : [{ lot, at: lot.expiry_date }],
    )
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .map(({ lot, at }) => {
      const days_left = dayCount({ from: today, to: at }) - 1;
      const selling = Math.floor((Math.max(sold_milli, 0) * Math.max(days_left + 1, 0)) / days);
      const sold = Math.min(Math.max(selling - soldBefore, 0), lot.on_hand_milli);
      soldBefore += sold;
      return { ...lot, days_left, unsold_milli: lot.on_hand_milli - sold };
    });
}
