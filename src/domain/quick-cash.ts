/** Notes and coins of most currencies, as multiples of a power of ten. */
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const;

/**
 * What a customer is likely to hand over for `dueMinor`: the exact amount, then
 * the next full notes, at most five in all, ascending.
 */
export function quickCash(dueMinor: number, decimals: number): readonly number[] {
  if (dueMinor <= 0) return [0];
  const unit = 10 ** decimals;
  const rounded = steps.map((step) => Math.ceil(dueMinor / (step * unit)) * step * unit);
  return [...new Set([dueMinor, ...rounded])].toSorted((a, b) => a - b).slice(0, 5);
}
