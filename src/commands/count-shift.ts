/** The drawer is counted: kept as it is typed, said to be whole, or begun anew. */
import { countAnew, countDone, type OpenShift } from '#domain/open-shift.ts';
import type { Refused } from '#domain/refusal.ts';
import { changeShift, type Changed } from './change-shift.ts';
import type { Till } from './till.ts';

/** What stands in the fields. A count that was said to be whole stays as it is. */
export function keepCount(
  till: Till,
  shiftId: string,
  typed: Partial<Pick<OpenShift, 'counts' | 'note'>>,
): Promise<Changed | Refused> {
  return changeShift(till, shiftId, (shift) => ({
    ...shift,
    counts: shift.counted_at === null ? (typed.counts ?? shift.counts) : shift.counts,
    note: typed.note ?? shift.note,
  }));
}

export function finishCount(
  till: Till,
  shiftId: string,
  counts: OpenShift['counts'],
  currencyDecimals: number,
): Promise<Changed | Refused> {
  return changeShift(till, shiftId, (shift, at) => countDone({ ...shift, counts }, at, currencyDecimals));
}

export function recount(till: Till, shiftId: string): Promise<Changed | Refused> {
  return changeShift(till, shiftId, countAnew);
}
