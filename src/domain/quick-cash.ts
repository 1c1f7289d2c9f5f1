/**
 * What a customer is likely to hand over: the exact sum, then the next sums
 * that real notes make. Likely is a sum of at most three notes, none of them
 * needless: nobody gives 80 for 62 as 50 + 20 + 10, where 50 + 20 is enough.
 */
import { notesOf, type CashCurrency } from './denominations.ts';

const mostOffers = 4;
const mostNotes = 3;

/** Minor units, ascending, at most four; the first is exactly what is due. */
export function quickCash(dueMinor: number, of: CashCurrency): readonly number[] {
  if (dueMinor <= 0) return [0];
  const series = notesOf(of);
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
