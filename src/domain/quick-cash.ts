/**
 * What a customer is likely to hand over: the exact sum, then the next sums
 * that real notes make. Likely is a sum of at most three notes, none of them
 * needless: nobody gives 80 for 62 as 50 + 20 + 10, where 50 + 20 is enough.
 */
const mostOffers = 4;
const mostNotes = 3;

/** Paper, and the coin that counts as a note; whole units of the currency. From the central banks' current series. */
const notes: Readonly<Record<string, readonly number[]>> = {
  AED: [5, 10, 20, 50, 100, 200, 500, 1000],
  BDT: [10, 20, 50, 100, 200, 500, 1000],
  EUR: [5, 10, 20, 50, 100, 200],
  GBP: [5, 10, 20, 50],
  IDR: [1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000],
  INR: [10, 20, 50, 100, 200, 500],
  JPY: [1000, 5000, 10_000],
  KRW: [1000, 5000, 10_000, 50_000],
  KWD: [1, 5, 10, 20],
  LKR: [20, 50, 100, 500, 1000, 5000],
  PKR: [10, 20, 50, 100, 500, 1000, 5000],
  SAR: [5, 10, 20, 50, 100, 200, 500],
  USD: [1, 5, 10, 20, 50, 100],
};

/** For a currency that is not listed: the series that most have, in units of a size that suits its decimals. */
const usualNotes: Readonly<Record<number, readonly number[]>> = {
  0: [500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000],
  2: [5, 10, 20, 50, 100, 200, 500],
  3: [1, 5, 10, 20, 50],
};

export interface CashCurrency {
  readonly currency: string;
  readonly currency_decimals: number;
}

/** Minor units, ascending, at most four; the first is exactly what is due. */
export function quickCash(dueMinor: number, of: CashCurrency): readonly number[] {
  if (dueMinor <= 0) return [0];
  const units = notes[of.currency] ?? usualNotes[of.currency_decimals] ?? [];
  const series = units.map((note) => note * 10 ** of.currency_decimals);
  const sums = series
    .map((note) => Math.ceil(dueMinor / note) * note)
    .filter((sum) => isLikely(handedOver(sum, series), sum, dueMinor));
  return [...new Set([dueMinor, ...sums])].toSorted((a, b) => a - b).slice(0, mostOffers);
}

function isLikely(handed: readonly number[], sum: number, dueMinor: number): boolean {
  return handed.length <= mostNotes && sum - Math.min(...handed) < dueMinor;
}

/** The notes that make the sum, largest first; one more than is likely ends the search. */
function handedOver(sum: number, series: readonly number[]): readonly number[] {
  const handed: number[] = [];
  let left = sum;
  while (left > 0 && handed.length <= mostNotes) {
    const note = series.findLast((one) => one <= left);
    if (note === undefined) break;
    handed.push(note);
    left -= note;
  }
  return handed;
}
