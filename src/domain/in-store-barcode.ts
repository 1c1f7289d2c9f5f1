/**
 * A barcode of the shop's own, for what came without one: an EAN-13 of the
 * numbers that GS1 leaves to every shop (20 to 29).
 *
 *   27 0007 918273 4
 *   │  │    │      └ check digit
 *   │  │    └ from the item's id, the next one where that is taken
 *   │  └ the device: two tills without a network never hand out the same
 *   └ own codes
 *
 * A device's code is never given to another at the same location, and there
 * barcodes have to be unique. Where the item is asked for twice, or two people
 * use one device in turns, the id makes it the same, or almost surely another.
 */
import { checkDigit } from './barcode.ts';

/** Scales print price and weight mostly behind 20 to 25, 28 and 29. */
const prefix = '27';
const deviceDigits = 4;
const numberDigits = 6;
const numbers = 10 ** numberDigits;

/** What all codes that this device gives begin with; null where its code is none of ours. */
export function inStorePrefix(deviceCode: string): string | null {
  return /^\d{1,4}$/.test(deviceCode) ? prefix + deviceCode.padStart(deviceDigits, '0') : null;
}

export interface InStoreQuestion {
  readonly deviceCode: string;
  readonly itemId: string;
  /** Of all codes that begin with `inStorePrefix`, those that an item has, or is about to get. */
  readonly taken: ReadonlySet<string>;
}

/** Null where the device has no code, or has given all of its million away. */
export function inStoreBarcode({ deviceCode, itemId, taken }: InStoreQuestion): string | null {
  const start = inStorePrefix(deviceCode);
  if (start === null || taken.size >= numbers) return null;
  const first = hashOf(itemId) % numbers;
  for (let tries = 0; tries < numbers; tries += 1) {
    const body = start + String((first + tries) % numbers).padStart(numberDigits, '0');
    const code = body + checkDigit(body);
    if (!taken.has(code)) return code;
  }
  return null;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
