/**
 * The id of a record that a row of a file makes: the same on every device and at
 * every try, so that a row makes one record however often it is imported.
 */
import { fold } from '#domain/letter-case.ts';
import { uuidV5 } from '#domain/uuid-v5.ts';
import type { FileTable } from './file-columns.ts';

/** By barcode where it has one, else by name. */
export function derivedId(
  locationId: string,
  table: FileTable,
  key: { readonly barcode: string | null; readonly name: string },
): string {
  const text = key.barcode === null ? `name:${fold(key.name)}` : `barcode:${barcodeKey(key.barcode)}`;
  return uuidV5(locationId, `${table}/${text}`);
}

/**
 * One for all forms of a code: UPC-A is EAN-13 with a zero before it, and a
 * spreadsheet that takes a code for a number drops all of them.
 */
export function barcodeKey(barcode: string): string {
  return /^\d+$/.test(barcode) ? barcode.replace(/^0+(?=\d)/, '') : barcode;
}

/** Whether `text` is the code without zeros that stand before it. */
export function hasLostZeros(text: string, barcode: string): boolean {
  return text.length < barcode.length && barcodeKey(text) === barcodeKey(barcode);
}
