import { createHash } from 'node:crypto';

/** Every id of the demo shop is a UUIDv5 below this one: seeding twice names the same rows. */
const DEMO_NAMESPACE = '7b1f0c1e-6f0a-5c3d-9a57-0d3e5a1c4f10';

/** RFC 9562, section 5.5: SHA-1 of the namespace's bytes and the name, with version and variant set. */
function uuidV5(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(space).update(name, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function demoId(...path: readonly (string | number)[]): string {
  return uuidV5(DEMO_NAMESPACE, path.join('/'));
}

/**
 * The id of a lot, the same whoever makes it (R4.1-15):
 *   namespace = the item's id
 *   name      = batch number, '/', expiry as YYYY-MM-DD or nothing
 * The last '/' ends the batch number, so no two lots share a name. In SQL:
 *   extensions.uuid_generate_v5(item_id, batch_number || '/' || coalesce(expiry_date::text, ''))
 */
export function lotId(itemId: string, batchNumber: string, expiryDate: string | null): string {
  return uuidV5(itemId, `${batchNumber}/${expiryDate ?? ''}`);
}

/** The id of a stocktake, as every device makes it of the code that is read out. */
export function stocktakeId(locationId: string, code: string): string {
  return uuidV5(locationId, `stocktake/${code}`);
}
