/**
 * Numbers as people type and read them, against integers scaled by a power of
 * ten. No floating point in between.
 */

/**
 * '12,50' and '12.50' with 2 decimals → 1250; null for what is no number, is
 * negative, has more decimals than there are, or exceeds 2^53. A single comma
 * or point is the decimal mark; thousands may be grouped only where that
 * leaves no doubt ('1,234.50').
 */
export function parseDecimal(text: string, decimals: number): number | null {
  const compact = text.replace(/[\s'\u00a0\u202f]/g, '');
  if (!/^(?:\d[\d.,]*|[.,]\d+)$/.test(compact)) return null;
  const mark = decimalMark(compact);
  if (mark === 'ambiguous') return null;
  const [whole = '', fraction = ''] = mark === null ? [ungrouped(compact)] : splitAt(compact, mark);
  const kept = fraction.replace(/0+$/, '');
  if (!/^\d*$/.test(whole + fraction) || kept.length > decimals) return null;
  const scaled = Number(whole + kept.padEnd(decimals, '0'));
  return Number.isSafeInteger(scaled) ? scaled : null;
}

/** 1250 with 2 decimals → '12.50'. */
export function decimalText(scaled: number, decimals: number): string {
  const digits = String(Math.abs(scaled)).padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const sign = scaled < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** Index of the decimal mark, null where there is none. */
function decimalMark(text: string): number | null | 'ambiguous' {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return null;
  const mark = text.charAt(last);
  const repeats = text.indexOf(mark) !== last;
  const other = mark === '.' ? ',' : '.';
  if (repeats) return text.includes(other) ? 'ambiguous' : null;
  return last;
}

function splitAt(text: string, index: number): [string, string] {
  return [ungrouped(text.slice(0, index)), text.slice(index + 1)];
}

/** Takes the marks out of '1,234,567', and leaves what is not grouped by threes as it is. */
function ungrouped(text: string): string {
  return /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(text) ? text.replace(/[.,]/g, '') : text;
}
