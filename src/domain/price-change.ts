/**
 * New prices from old ones, as shops make them: by a percentage, by an amount,
 * or one price for all, and then to an ending that looks like a price.
 * Integers only; halves go up.
 */
import { maxAmountMinor } from './money.ts';
import { multiplyAndDivide } from './rounding.ts';

export type PriceChange =
  | { readonly kind: 'set'; readonly price_minor: number }
  /** Less where it is negative. */
  | { readonly kind: 'add'; readonly amount_minor: number }
  /** In parts per million: 12.5 % more is 125000, 5 % less is -50000. */
  | { readonly kind: 'scale'; readonly change_ppm: number };

/** To the nearest amount that is `ending_minor` more than a multiple of `step_minor`: 99 of 100 is 0.99, 1.99, …; a step of 1 leaves all as it is. */
export interface PriceRounding {
  readonly step_minor: number;
  readonly ending_minor: number;
}

const million = 1_000_000;

/** Null where it would be below zero or more than a price may be. */
export function changedPrice(price: number, change: PriceChange, rounding: PriceRounding): number | null {
  const wanted = unrounded(price, change);
  if (wanted < 0) return null;
  const rounded = toEnding(wanted, rounding);
  return rounded <= maxAmountMinor ? rounded : null;
}

/** An ending makes no price of nothing, and nothing of no price. */
function toEnding(wanted: number, { step_minor: step, ending_minor: ending }: PriceRounding): number {
  if (wanted === 0) return 0;
  const steps = Math.floor((wanted - ending + Math.floor(step / 2)) / step);
  return Math.max(steps * step + ending, ending || step);
}

function unrounded(price: number, change: PriceChange): number {
  switch (change.kind) {
    case 'set':
      return change.price_minor;
    case 'add':
      return price + change.amount_minor;
    case 'scale':
      return multiplyAndDivide(price, million + change.change_ppm, million);
  }
}

/** What a shop may choose from in a currency: as it is, multiples, endings; each by its amounts. */
export function priceRoundings(currencyDecimals: number): readonly PriceRounding[] {
  const whole = 10 ** currencyDecimals;
  const steps = [5, 10, 50, 100].map((step_minor) => ({ step_minor, ending_minor: 0 }));
  // Where there are no cents, a price ends in 9 or 90 of its whole units.
  const endings =
    currencyDecimals === 0
      ? [
          { step_minor: 10, ending_minor: 9 },
          { step_minor: 100, ending_minor: 90 },
          { step_minor: 100, ending_minor: 99 },
        ]
      : [90, 95, 99].map((cents) => ({ step_minor: whole, ending_minor: (cents * whole) / 100 }));
  return [{ step_minor: 1, ending_minor: 0 }, ...steps, ...endings];
}
