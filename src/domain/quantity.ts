/**
 * Quantities are thousandths of a unit. A unit with `quantity_decimals` 0 is
 * sold by the piece; with 1 to 3 it is weighed or measured that finely.
 */
import { decimalText, parseDecimal } from './decimal.ts';

/** The most that one line may sell: a million units. */
export const maxQuantityMilli = 1_000_000_000;

/** The smallest step of a unit: 1000 for pieces, 1 for three decimals. */
export function stepMilli(decimals: number): number {
  return 10 ** (3 - decimals);
}

export function isSellableQuantity(milli: number, decimals: number): boolean {
  return (
    Number.isInteger(milli) && milli >= 1 && milli <= maxQuantityMilli && milli % stepMilli(decimals) === 0
  );
}

/** What a person typed, in thousandths; null where it is no quantity of that unit (0 is one, though not sellable). */
export function parseQuantity(text: string, decimals: number): number | null {
  const scaled = parseDecimal(text, decimals);
  if (scaled === null) return null;
  const milli = scaled * stepMilli(decimals);
  return milli <= maxQuantityMilli ? milli : null;
}

/** '3' for pieces; '1.250' for what is weighed to grams. Finer stock than the unit's is shown whole. */
export function formatQuantity(milli: number, decimals: number, locale?: string): string {
  const shown = milli % stepMilli(decimals) === 0 ? decimals : 3;
  const text = decimalText(milli / stepMilli(shown), shown) as Intl.StringNumericLiteral;
  return formatOf(shown, locale).format(text);
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(digits: number, locale?: string): Intl.NumberFormat {
  const key = `${locale ?? ''} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}
