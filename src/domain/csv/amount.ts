/**
 * Numbers of a file, whose decimal mark is the same in all of it. A till's own
 * fields take either mark (`domain/decimal.ts`); in a file '1.234' must not be
 * a thousand in one row and one in the next.
 */
export type DecimalMark = '.' | ',';

export type Amount =
  | { readonly kind: 'amount'; readonly scaled: number }
  | { readonly kind: 'not_a_number' }
  | { readonly kind: 'too_fine'; readonly limit: number };

const shapes: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^(-?)(\d{1,3}(?:,\d{2,3})*,\d{3}|\d*)(?:\.(\d*))?$/,
  ',': /^(-?)(\d{1,3}(?:\.\d{2,3})*\.\d{3}|\d*)(?:,(\d*))?$/,
};

/** What people write around an amount: '€ 12.50', '12.50 EUR', '15 %'. Not '5k', which is five thousand. */
const around = /^(?:\p{Sc}|\p{L}{1,3}\.?(?=\d))|(?:\p{Sc}|%|(?![km]$)\p{L}{1,3}\.?)$/giu;

/** '1 234,50' with 2 decimals and a comma → 123450. */
export function parseAmount(text: string, decimals: number, mark: DecimalMark): Amount {
  const compact = text.replace(/[\s'’\u00a0\u202f]/g, '').replace(around, '');
  const [, sign = '', whole = '', fraction = ''] = shapes[mark].exec(compact) ?? [];
  if (whole + fraction === '') return { kind: 'not_a_number' };
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > decimals) return { kind: 'too_fine', limit: decimals };
  const scaled = Number(sign + whole.replace(/[.,]/g, '') + kept.padEnd(decimals, '0'));
  return Number.isSafeInteger(scaled) ? { kind: 'amount', scaled: scaled || 0 } : { kind: 'not_a_number' };
}

/** By the amounts themselves where they tell, else by what the file is made with. */
export function guessMark(amounts: readonly string[], delimiter: string): DecimalMark {
  let votes = 0;
  for (const text of amounts) votes += voteOf(text);
  if (votes !== 0) return votes > 0 ? '.' : ',';
  return delimiter === ';' ? ',' : '.';
}

/** 1 for the point, -1 for the comma, 0 where it could be either. */
function voteOf(text: string): -1 | 0 | 1 {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return 0;
  const mark = text.charAt(last);
  const other = mark === '.' ? ',' : '.';
  const forMark = mark === '.' ? 1 : -1;
  if (text.indexOf(mark) !== last) return forMark === 1 ? -1 : 1;
  if (text.includes(other)) return forMark;
  return /^\d{3}(?!\d)/.test(text.slice(last + 1)) ? 0 : forMark;
}
