/**
 * Every change of the open shift: read, altered, written if it is still what
 * was read; else again. So nothing that two tabs note is lost.
 */
import type { OpenShift } from '#domain/open-shift.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { replaceDraft } from '#db/drafts.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { openShift, readOpenShift } from '#queries/shifts.ts';
import type { Till } from './till.ts';

export interface Changed {
  readonly kind: 'changed';
  readonly shift: OpenShift;
}

/** Refused where that shift is not open any more, or where `alter` refuses. */
export async function changeShift(
  till: Till,
  id: string,
  alter: (shift: OpenShift, at: string) => OpenShift | Refused,
): Promise<Changed | Refused> {
  for (;;) {
    const found = await openShift(till.db.read).executeTakeFirst();
    if (found?.id !== id) return refused({ kind: 'no_open_shift' });
    const at = timestamp(till.clock.now());
    const shift = alter(readOpenShift(found), at);
    if ('kind' in shift) return shift;
    try {
      if (await replaceDraft(till.db, { id, payload: shift, at, was: found.payload }))
        return { kind: 'changed', shift };
    } catch (error) {
      if (isStorageFull(error)) return refused({ kind: 'storage_full' });
      throw error;
    }
  }
}
