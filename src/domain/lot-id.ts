import { uuidV5 } from './uuid-v5.ts';

/**
 * The id of a batch, the same on whichever device it is made (R4.1-15): below
 * the item's id, the batch number, '/', and the expiry or nothing. The last '/'
 * ends the batch number, so no two batches share a name.
 */
export function lotId(itemId: string, batchNumber: string, expiryDate: string | null): string {
  return uuidV5(itemId, `${batchNumber}/${expiryDate ?? ''}`);
}
