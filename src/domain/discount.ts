/**
 * What is taken off: of a line, and of the whole sale on top of it. A cart
 * keeps what was meant ('10 %'), so that it follows the quantity; a sale has
 * what it came to, line by line, since tax is on what is paid.
 *
 *   gross ─ the line's own ─► left ─ its share of the sale's ─► amount
 */
import { multiplyAndDivide } from './rounding.ts';

export type Discount =
  | { readonly kind: 'percent'; readonly ppm: number }
  | { readonly kind: 'amount'; readonly minor: number };

export const wholePpm = 1_000_000;

interface Discounted {
  readonly quantity_milli: number;
  readonly price_minor: number;
  readonly discount: Discount | null;
}

/** Of this amount; more than there is where an amount says so, which a sale refuses. */
export function discountOf(minor: number, discount: Discount | null): number {
  if (discount === null) return 0;
  return discount.kind === 'amount' ? discount.minor : multiplyAndDivide(minor, discount.ppm, wholePpm);
}

/** For each line what is taken off it in all. What the sale as a whole loses is at most what its lines leave. */
export function discountsOf(lines: readonly Discounted[], ofSale: Discount | null): readonly number[] {
  const own = lines.map((line) => discountOf(gross(line), line.discount));
  if (ofSale === null) return own;
  const left = lines.map((line, index) => Math.max(0, gross(line) - (own[index] ?? 0)));
  const inAll = left.reduce((sum, one) => sum + one, 0);
  const shares = sharesOf(Math.min(discountOf(inAll, ofSale), inAll), left, inAll);
  return own.map((one, index) => one + (shares[index] ?? 0));
}

/**
 * Splits exactly: each gets its part rounded down, and what is over goes, one
 * each, to those who lost most by that; of equals to the first.
 */
function sharesOf(minor: number, weights: readonly number[], inAll: number): readonly number[] {
  if (minor === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(minor) * BigInt(weight));
  const shares = exact.map((one) => Number(one / BigInt(inAll)));
  const rest = minor - shares.reduce((sum, one) => sum + one, 0);
  const byLoss = exact
    .map((one, index) => ({ index, lost: one % BigInt(inAll) }))
    .toSorted((a, b) => (a.lost === b.lost ? a.index - b.index : a.lost < b.lost ? 1 : -1));
  for (const { index } of byLoss.slice(0, rest)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

function gross(line: Discounted): number {
  return multiplyAndDivide(line.price_minor, line.quantity_milli, 1000);
}
