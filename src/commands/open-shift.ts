/** Opens the drawer with what lies in it. Everybody's own work, without a connection. */
import { maxAmountMinor } from '#domain/money.ts';
import { newShift } from '#domain/open-shift.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { newId } from '#schema/new-id.ts';
import { writeOnlyDraft } from '#db/drafts.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { lastSequences } from '#queries/shift-takings.ts';
import type { Till } from './till.ts';

/** `already_open`: another tab was first, and that shift goes on. */
export async function openShift(
  till: Till,
  float_minor: number,
): Promise<{ readonly kind: 'opened' | 'already_open' } | Refused> {
  if (!Number.isInteger(float_minor) || float_minor < 0 || float_minor > maxAmountMinor)
    return refused({ kind: 'payment_invalid' });
  const at = timestamp(till.clock.now());
  const after = await lastSequences(till.db.read);
  const shift = newShift({ id: newId(), opened_at: at, opened_by: till.cashier.id, float_minor, after });
  const draft = {
    id: shift.id,
    location_id: till.location.id,
    entity_type: 'shift',
    payload: shift,
    at,
  } as const;
  try {
    return { kind: (await writeOnlyDraft(till.db, draft)) ? 'opened' : 'already_open' };
  } catch (error) {
    if (isStorageFull(error)) return refused({ kind: 'storage_full' });
    throw error;
  }
}
