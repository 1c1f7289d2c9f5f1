/** Keeps the open cart: called at every change of it, so that a reload loses nothing (R2-2). */
import type { Cart } from '#domain/cart.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { writeDraft } from '#db/drafts.ts';
import { isStorageFull } from '#db/storage-error.ts';
import type { Till } from './till.ts';

export async function saveDraft(till: Till, cart: Cart): Promise<{ readonly kind: 'saved' } | Refused> {
  try {
    await writeDraft(till.db, {
      id: cart.id,
      location_id: till.location.id,
      entity_type: 'sales_invoice',
      payload: cart,
      at: timestamp(till.clock.now()),
    });
    return { kind: 'saved' };
  } catch (error) {
    if (isStorageFull(error)) return refused({ kind: 'storage_full' });
    throw error;
  }
}
