/**
 * An open shift becomes its document, or a reason why not.
 *
 *   expected = float + cash of the tenders + cash in - cash out
 *   variance = counted - expected
 */
import type { ShiftPayload, ShiftSource, ShiftTender } from '#schema/documents/shift.ts';
import { approvalFields } from './approval.ts';
import { maxAmountMinor } from './money.ts';
import { readCounts, type CashMovement, type OpenShift } from './open-shift.ts';
import { refused, type Refused } from './refusal.ts';
import { maxNoteLength, type Numberless, type SaleContext } from './sale.ts';
import { cleanText, lengthOf } from './text.ts';

type Unnumbered<T> = Omit<T, 'id' | 'line_no'>;

/** What came in while a shift was open, as far as its device knows. */
export interface Takings {
  readonly sources: readonly Unnumbered<ShiftSource>[];
  /** By way of paying; what is not known here is a row of its own. */
  readonly tenders: readonly Unnumbered<ShiftTender>[];
}

export interface DrawerSums {
  readonly cash_minor: number;
  readonly in_minor: number;
  readonly out_minor: number;
  readonly expected_minor: number;
}

export function drawerOf(
  shift: { readonly float_minor: number; readonly movements: readonly Omit<CashMovement, 'id'>[] },
  tenders: Takings['tenders'],
): DrawerSums {
  const sum = (amounts: readonly { readonly amount_minor: number }[]) =>
    amounts.reduce((total, { amount_minor }) => total + amount_minor, 0);
  const cash_minor = sum(tenders.filter(({ method }) => method === 'cash'));
  const in_minor = sum(shift.movements.filter(({ direction }) => direction === 'in'));
  const out_minor = sum(shift.movements.filter(({ direction }) => direction === 'out'));
  const expected_minor = shift.float_minor + cash_minor + in_minor - out_minor;
  return { cash_minor, in_minor, out_minor, expected_minor };
}

export interface MadeShift {
  readonly kind: 'shift';
  readonly payload: Numberless<ShiftPayload>;
}

export interface ShiftContext extends Pick<
  SaleContext,
  'location_id' | 'device_id' | 'cashier_id' | 'approval' | 'business_date' | 'at' | 'currency' | 'newId'
> {
  readonly currency_decimals: number;
}

export function makeShift(shift: OpenShift, takings: Takings, context: ShiftContext): MadeShift | Refused {
  const { counts, total_minor: counted_minor, faults } = readCounts(shift.counts, context.currency_decimals);
  if (faults.length > 0) return refused({ kind: 'count_invalid' });
  if (shift.counted_at === null) return refused({ kind: 'not_counted' });
  const { expected_minor } = drawerOf(shift, takings.tenders);
  const variance_minor = counted_minor - expected_minor;
  const note = cleanText(shift.note);
  if (variance_minor !== 0 && note === '') return refused({ kind: 'text_missing', field: 'note' });
  if (lengthOf(note) > maxNoteLength)
    return refused({ kind: 'text_too_long', field: 'note', max_length: maxNoteLength });
  if (counted_minor > maxAmountMinor) return refused({ kind: 'amount_too_large' });
  const numbered = <T>(rows: readonly T[]) =>
    rows.map((row, index) => ({ id: context.newId(), line_no: index + 1, ...row }));
  const payload = {
    id: shift.id,
    location_id: context.location_id,
    device_id: context.device_id,
    opened_at: shift.opened_at,
    opened_by: shift.opened_by,
    closed_at: context.at,
    cashier_id: context.cashier_id,
    ...approvalFields(context.approval),
    currency: context.currency,
    float_minor: shift.float_minor,
    expected_minor,
    counted_minor,
    variance_minor,
    recount_count: shift.recount_count,
    note,
    business_date: context.business_date,
    client_created_at: context.at,
    client_updated_at: context.at,
    sources: numbered(takings.sources),
    tenders: numbered(takings.tenders),
    movements: shift.movements.map((movement, index) => ({ line_no: index + 1, ...movement })),
    counts: numbered(counts),
  } satisfies Numberless<ShiftPayload>;
  return { kind: 'shift', payload };
}
