/** What stands on a report of a drawer: of the shift that is open (X) or of one that was closed (Z). */
import type { ShiftPayload } from '#schema/documents/shift.ts';
import { readCounts, type OpenShift } from '#domain/open-shift.ts';
import { drawerOf, type DrawerSums, type Takings } from '#domain/shift.ts';

export interface Figures extends Takings, DrawerSums {
  readonly opened_at: string;
  readonly opened_by: string;
  readonly closed_at: string | null;
  readonly closed_by: string | null;
  readonly float_minor: number;
  readonly movements: OpenShift['movements'];
  readonly counts: readonly {
    readonly denomination_minor: number;
    readonly pieces: number;
    readonly amount_minor: number;
  }[];
  /** Null while nothing is counted. */
  readonly counted_minor: number | null;
  readonly recount_count: number;
  readonly note: string;
}

export function figuresOfOpen(shift: OpenShift, takings: Takings, currencyDecimals: number): Figures {
  const counted = readCounts(shift.counts, currencyDecimals);
  const isCounted = shift.counted_at !== null;
  return {
    ...takings,
    ...drawerOf(shift, takings.tenders),
    opened_at: shift.opened_at,
    opened_by: shift.opened_by,
    closed_at: null,
    closed_by: null,
    float_minor: shift.float_minor,
    movements: shift.movements,
    counts: isCounted ? counted.counts : [],
    counted_minor: isCounted ? counted.total_minor : null,
    recount_count: shift.recount_count,
    note: '',
  };
}

export function figuresOfClosed(shift: ShiftPayload): Figures {
  return {
    ...drawerOf(shift, shift.tenders),
    // As it was closed, whatever would come out now.
    expected_minor: shift.expected_minor,
    sources: shift.sources,
    tenders: shift.tenders,
    opened_at: shift.opened_at,
    opened_by: shift.opened_by,
    closed_at: shift.closed_at,
    closed_by: shift.cashier_id,
    float_minor: shift.float_minor,
    movements: shift.movements,
    counts: shift.counts,
    counted_minor: shift.counted_minor,
    recount_count: shift.recount_count,
    note: shift.note,
  };
}
