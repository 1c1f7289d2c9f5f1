/** What somebody asks for in the dialog of prices, as a change and a rounding. Pure. */
import { decimalText, parseDecimal } from '#domain/decimal.ts';
import { formatMoney, parseMoney, type Currency } from '#domain/money.ts';
import { changedPrice, priceRoundings, type PriceChange, type PriceRounding } from '#domain/price-change.ts';
import type { PricedRow } from '#queries/masters.ts';

export type PriceAct = 'percent' | 'amount' | 'set';

export interface PriceInput {
  readonly act: PriceAct;
  readonly isDown: boolean;
  readonly text: string;
  /** Its place in `priceRoundings`. */
  readonly rounding: number;
}

/** The most that a percentage may add; a typing error more often than a wish. */
const maxPercentPpm = 10_000_000;

/** Null where what is typed is no such number. */
export function priceChangeOf(
  { act, isDown, text }: PriceInput,
  { currency_decimals }: Currency,
): PriceChange | null {
  const sign = isDown ? -1 : 1;
  switch (act) {
    case 'set': {
      const price_minor = parseMoney(text, currency_decimals);
      return price_minor === null ? null : { kind: 'set', price_minor };
    }
    case 'amount': {
      const amount = parseMoney(text, currency_decimals);
      return amount === null ? null : { kind: 'add', amount_minor: sign * amount };
    }
    case 'percent': {
      const ppm = parseDecimal(text.trim().replace(/%$/, ''), 4);
      return ppm === null || ppm > maxPercentPpm ? null : { kind: 'scale', change_ppm: sign * ppm };
    }
  }
}

/** What to type instead of what is no such number. */
export function unreadText(act: PriceAct, { currency_decimals }: Currency): string {
  return act === 'percent'
    ? `Type a number up to ${maxPercentPpm / 10_000}, like 5 or 2.5.`
    : `Type an amount, like ${decimalText(currency_decimals === 0 ? 50 : 50 * 10 ** (currency_decimals - 2), currency_decimals)}.`;
}

/** One price for all is said as it should be: nothing rounds it. */
export function roundingOf({ act, rounding }: PriceInput, { currency_decimals }: Currency): PriceRounding {
  const roundings = priceRoundings(currency_decimals);
  return roundings[act === 'set' ? 0 : rounding] ?? { step_minor: 1, ending_minor: 0 };
}

export function roundingOptions(
  currency: Currency,
): readonly { readonly value: string; readonly label: string }[] {
  return priceRoundings(currency.currency_decimals).map((rounding, index) => ({
    value: String(index),
    label: roundingWord(rounding, currency),
  }));
}

function roundingWord({ step_minor, ending_minor }: PriceRounding, currency: Currency): string {
  if (ending_minor > 0)
    return `Ending in ${decimalText(ending_minor, currency.currency_decimals).replace(/^0\./, '.')}`;
  return step_minor === 1 ? 'As it comes out' : `To ${formatMoney(step_minor, currency)}`;
}

export interface NewPrice extends PricedRow {
  /** Null: it would be below zero, or more than a price may be. */
  readonly new_minor: number | null;
}

export function newPrices(
  rows: readonly PricedRow[],
  change: PriceChange,
  rounding: PriceRounding,
): readonly NewPrice[] {
  return rows.map((row) => ({ ...row, new_minor: changedPrice(row.price_minor, change, rounding) }));
}
