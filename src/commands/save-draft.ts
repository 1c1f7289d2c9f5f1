/** Keeps what is being written: called at every change of it, so that a reload loses nothing (R2-2, R4.2-2). */
import type { EntityType } from '#schema/document-kinds.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { deleteDraft, writeDraft } from '#db/drafts.ts';
import { isStorageFull } from '#db/storage-error.ts';
import type { Till } from './till.ts';

/** A draft has the id of the document that it becomes. */
export async function saveDraft(
  till: Till,
  payload: { readonly id: string },
  entity_type: EntityType = 'sales_invoice',
): Promise<{ readonly kind: 'saved' } | Refused> {
  try {
    await writeDraft(till.db, {
      id: payload.id,
      location_id: till.location.id,
      entity_type,
      payload,
      at: timestamp(till.clock.now()),
    });
    return { kind: 'saved' };
  } catch (error) {
    if (isStorageFull(error)) return refused({ kind: 'storage_full' });
    throw error;
  }
}

/** Nothing of it was ever a document. */
export async function discardDraft(till: Till, id: string): Promise<void> {
  await deleteDraft(till.db, id);
}
