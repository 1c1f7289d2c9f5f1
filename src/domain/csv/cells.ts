/** One cell, read and written. What is named is `named-records.ts`. */
import { cleanBarcode } from '#domain/barcode.ts';
import { decimalText } from '#domain/decimal.ts';
import type { Values } from '#domain/master-edit.ts';
import { parseAmount, type DecimalMark } from './amount.ts';
import type { CellFault } from './faults.ts';
import type { CellKind, NamedTable } from './file-columns.ts';

/** How the numbers of a file are written. */
export interface Numbers {
  readonly mark: DecimalMark;
  readonly currencyDecimals: number;
}

export type Value = Values[string];
export type PlainKind = Exclude<CellKind, NamedTable>;
export type ReadValue = { readonly value: Value } | { readonly fault: CellFault };

/** Parts per million, as percent: four decimals. */
const percentDecimals = 4;
/** Thousandths of a unit. */
const quantityDecimals = 3;
const yes = new Set(['yes', 'y', 'true', '1', 'x', 'on']);
const no = new Set(['no', 'n', 'false', '0', 'off']);

/** `text` is not empty: an empty cell says nothing. */
export function readValue(kind: PlainKind, text: string, { mark, currencyDecimals }: Numbers): ReadValue {
  switch (kind) {
    case 'text':
      return { value: text };
    case 'barcode':
      return readBarcode(text);
    case 'money':
      return readNumber(text, currencyDecimals, mark);
    case 'percent':
      return readNumber(text, percentDecimals, mark);
    case 'quantity':
      return readNumber(text, quantityDecimals, mark);
    case 'whole':
      return readNumber(text, 0, mark);
    case 'yes_no':
      return readYesNo(text.toLowerCase());
    case 'id':
      return uuid.test(text) ? { value: text.toLowerCase() } : { fault: { kind: 'not_an_id' } };
  }
}

/** What an export writes; reading it gives the value back. */
export function valueText(kind: PlainKind, value: Value, currencyDecimals: number): string {
  if (value === null) return '';
  switch (kind) {
    case 'money':
      return decimalText(Number(value), currencyDecimals);
    case 'percent':
      return decimalText(Number(value), percentDecimals).replace(/\.?0+$/, '');
    case 'quantity':
      return decimalText(Number(value), quantityDecimals).replace(/\.?0+$/, '');
    case 'yes_no':
      return value === 1 ? 'yes' : 'no';
    case 'text':
    case 'barcode':
    case 'whole':
    case 'id':
      return String(value);
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readBarcode(text: string): ReadValue {
  return /^\d(?:[.,]\d+)?E\+\d+$/i.test(text)
    ? { fault: { kind: 'barcode_rounded' } }
    : { value: cleanBarcode(text) };
}

function readNumber(text: string, decimals: number, mark: DecimalMark): ReadValue {
  const read = parseAmount(text, decimals, mark);
  return read.kind === 'amount' ? { value: read.scaled } : { fault: read };
}

function readYesNo(text: string): ReadValue {
  if (yes.has(text)) return { value: 1 };
  return no.has(text) ? { value: 0 } : { fault: { kind: 'not_yes_or_no' } };
}
