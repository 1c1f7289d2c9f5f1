/** What scanners send. Any code may be a barcode of a shop's own; the retail kinds carry a check digit. */
import { cleanLine } from './text.ts';

export type BarcodeKind = 'ean13' | 'ean8' | 'upca';

const kinds = new Map<number, BarcodeKind>([
  [13, 'ean13'],
  [12, 'upca'],
  [8, 'ean8'],
]);

/** What to look up. */
export function cleanBarcode(text: string): string {
  return cleanLine(text);
}

/** The kind of a code whose check digit is right, else null. */
export function barcodeKind(text: string): BarcodeKind | null {
  if (!/^\d+$/.test(text)) return null;
  const kind = kinds.get(text.length);
  return kind !== undefined && checkDigit(text.slice(0, -1)) === text.at(-1) ? kind : null;
}

/** How a code is printed: its own kind, and whatever is none of the retail kinds as Code 128. */
export type Symbology = BarcodeKind | 'code128';

/** Null where nothing that a scanner reads can be made of it. */
export function symbologyOf(text: string): Symbology | null {
  return barcodeKind(text) ?? (/^[ -~]+$/.test(text) ? 'code128' : null);
}

/**
 * The forms under which one code may be in the catalog: UPC-A is EAN-13 with a
 * leading zero, and scanners send either; a GTIN-14 is each of them, padded.
 */
export function barcodeForms(text: string): readonly string[] {
  const code = cleanBarcode(text);
  if (/^\d{14}$/.test(code) && checkDigit(code.slice(0, -1)) === code.at(-1)) return gtinForms(code);
  if (barcodeKind(code) === 'upca') return [code, `0${code}`];
  if (barcodeKind(code) === 'ean13' && code.startsWith('0')) return [code, code.slice(1)];
  return [code];
}

function gtinForms(gtin: string): readonly string[] {
  const shorter = [13, 12, 8].filter((length) => /^0+$/.test(gtin.slice(0, -length)));
  return [gtin, ...shorter.map((length) => gtin.slice(-length))];
}

/** From the right, digits weigh 3, 1, 3, 1…; the check digit fills up to ten. */
export function checkDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i += 1) {
    const weight = (body.length - i) % 2 === 1 ? 3 : 1;
    sum += weight * Number(body.charAt(i));
  }
  return String((10 - (sum % 10)) % 10);
}
