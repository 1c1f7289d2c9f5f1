/**
 * Devices that never met count for one stocktake once somebody reads its code
 * out: its id is made of the location and the code. The adjustments that it
 * leads to have ids made of it too, so that two managers cannot post the same
 * one twice: the server has the first, and refuses the second as another
 * document of the same id.
 */
import { uuidV5 } from './uuid-v5.ts';

/** No 0, O, 1 and I: it is read out and typed. */
export const codeLetters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const codeLength = 5;
const pattern = /^[2-9A-HJ-NP-Z]{5}$/;

export function stocktakeId(locationId: string, code: string): string {
  return uuidV5(locationId, `stocktake/${code}`);
}

/** `n` counts from 1: what comes to light after the first adjustment is a further one. */
export function stocktakeAdjustmentId(stocktakeId: string, n: number): string {
  return uuidV5(stocktakeId, `adjustment/${n}`);
}

/** The first `n` whose adjustment is not among the ids that were used. */
export function nextAdjustment(stocktakeId: string, used: readonly string[]): number {
  let n = 1;
  while (used.includes(stocktakeAdjustmentId(stocktakeId, n))) n += 1;
  return n;
}

/** From bytes that are random; 32 letters, so each byte gives one without favour. */
export function newCode(random: Uint8Array): string {
  return Array.from(random.slice(0, codeLength), (byte) => codeLetters[byte % 32]).join('');
}

/** As a person types it; null where it is no code. */
export function readCode(text: string): string | null {
  const code = text.replaceAll(/[\s-]/g, '').toUpperCase();
  return pattern.test(code) ? code : null;
}

/** No item's barcode, as five digits might be. */
const scanned = /^COUNT-(.{5})$/i;

/** What a screen shows, to be scanned by another device. */
export function stocktakeBarcode(code: string): string {
  return `COUNT-${code}`;
}

/** The code in what was scanned; null where it is none. */
export function scannedStocktake(text: string): string | null {
  const [, code = ''] = scanned.exec(text) ?? [];
  return readCode(code);
}
