/** Cash into the drawer or out of it for no sale: change fetched, petty cash, the bank. */
import { moveCash as moved, type CashMovement } from '#domain/open-shift.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { newId } from '#schema/new-id.ts';
import { changeShift, type Changed } from './change-shift.ts';
import type { Till } from './till.ts';

export type CashMoved = Pick<CashMovement, 'direction' | 'amount_minor' | 'reason'>;

export function moveCash(till: Till, shiftId: string, movement: CashMoved): Promise<Changed | Refused> {
  const id = newId();
  return changeShift(till, shiftId, (shift, moved_at) =>
    shift.sealed_at === null
      ? moved(shift, { id, ...movement, moved_at, cashier_id: till.cashier.id })
      : refused({ kind: 'no_open_shift' }),
  );
}
