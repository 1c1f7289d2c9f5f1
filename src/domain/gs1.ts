/**
 * What a GS1 barcode says (General Specifications 3.2): application identifiers
 * and their values, one behind the other. A value of no fixed length ends with
 * FNC1, which scanners send as GS (\x1d).
 *
 *   01 0950…356  17 310531  10 AB-12 \x1d 37 24
 *   │            │          │             └ how many
 *   │            │          └ batch
 *   │            └ expiry, YYMMDD
 *   └ GTIN-14
 *
 * Null for all that is not such a code, whole and without an error: then it is
 * a plain barcode.
 */
import { checkDigit } from './barcode.ts';
import { multiplyAndDivide } from './rounding.ts';

export interface Gs1 {
  /** Fourteen digits, the last of them the check digit; see `barcodeForms` for what the catalog may have. */
  readonly gtin: string;
  readonly batch_number: string | null;
  readonly expiry_date: string | null;
  readonly best_before_date: string | null;
  readonly production_date: string | null;
  readonly serial_number: string | null;
  readonly count: number | null;
  /** Net weight in thousandths of a kilogram. */
  readonly weight_milli: number | null;
}

const separator = '\x1d';
/** What has no fixed length ends with FNC1, or with the code; behind all else FNC1 may stand too. */
const ended = `(?:${separator}|$)`;

const elements: readonly RegExp[] = [
  new RegExp(`^(01|02)(\\d{14})${separator}?`),
  new RegExp(`^(11|15|17)(\\d{6})${separator}?`),
  new RegExp(`^(310[0-5])(\\d{6})${separator}?`),
  // The 82 characters of texts.
  new RegExp(`^(10|21)([!"%-?A-Z_a-z]{1,20})${ended}`),
  new RegExp(`^(30|37)(\\d{1,8})${ended}`),
];

/** `thisYear` places the two digits of a year. */
export function parseGs1(scanned: string, thisYear: number): Gs1 | null {
  const values = elementsOf(plain(scanned));
  if (values === null) return null;
  // 02 is the GTIN of what a box holds.
  const gtin = values.get('01') ?? values.get('02');
  if (gtin === undefined || checkDigit(gtin.slice(0, -1)) !== gtin.at(-1)) return null;
  const dates = ['17', '15', '11'].map((ai) => {
    const digits = values.get(ai);
    return digits === undefined ? undefined : dateOf(digits, thisYear);
  });
  if (dates.includes(null)) return null;
  const [expiry_date = null, best_before_date = null, production_date = null] = dates;
  const count = values.get('37') ?? values.get('30');
  return {
    gtin,
    expiry_date,
    best_before_date,
    production_date,
    batch_number: values.get('10') ?? null,
    serial_number: values.get('21') ?? null,
    count: count === undefined ? null : Number(count),
    weight_milli: weightOf(values),
  };
}

/** Without the mark of the kind of code; with FNC1 for what stands in brackets below the bars. */
function plain(scanned: string): string {
  const code = scanned.trim().replace(/^\](?:C1|d2|Q3|e0|J1)/, '');
  const typed = /^\(\d{2,4}\)/.test(code) ? code.replace(/\((\d{2,4})\)/g, `${separator}$1`) : code;
  return typed.startsWith(separator) ? typed.slice(1) : typed;
}

/** Null where something is left that is none of these, or comes twice. */
function elementsOf(code: string): ReadonlyMap<string, string> | null {
  const values = new Map<string, string>();
  let rest = code;
  while (rest !== '') {
    const found = elements.map((element) => element.exec(rest)).find((match) => match !== null);
    const [whole, ai, value] = found ?? [];
    if (whole === undefined || ai === undefined || value === undefined || values.has(ai)) return null;
    values.set(ai, value);
    rest = rest.slice(whole.length);
  }
  return values;
}

/** A year is the one with these digits that is no more than 50 ahead and 49 behind; day 00 is the month's last. Null for no day. */
function dateOf(digits: string, thisYear: number): string | null {
  const [yy, month, day] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [
    number,
    number,
    number,
  ];
  const ahead = yy - (thisYear % 100);
  const century = Math.floor(thisYear / 100) + (ahead >= 51 ? -1 : ahead <= -50 ? 1 : 0);
  const year = century * 100 + yy;
  if (month < 1 || month > 12) return null;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > lastDay) return null;
  const padded = (number: number) => String(number).padStart(2, '0');
  return `${year}-${padded(month)}-${padded(day === 0 ? lastDay : day)}`;
}

/** The last digit of the identifier says how many decimals the weight has. */
function weightOf(values: ReadonlyMap<string, string>): number | null {
  const [ai, digits] = [...values].find(([key]) => key.startsWith('310')) ?? [];
  if (ai === undefined || digits === undefined) return null;
  return multiplyAndDivide(Number(digits), 1000, 10 ** Number(ai.slice(3)));
}
