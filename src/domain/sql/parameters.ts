/** `:from` in the text of a query is a field above its result. */
import { tokensOf } from './tokens.ts';

export type ParameterKind = 'date' | 'number' | 'text';

export interface Parameter {
  /** Without the colon. */
  readonly name: string;
  readonly kind: ParameterKind;
}

/** By name, as typed. */
export type ParameterTexts = Readonly<Record<string, string>>;
export type BoundValue = string | number | null;

const dates = /^(?:from|to|on|day|date|since|until)$|_(?:date|day|on)$/i;
const numbers = /^(?:limit|count|least|most|days|top)$|_(?:minor|milli|count|days)$/i;

/** Each once, in the order of the text. */
export function parametersOf(sql: string): readonly Parameter[] {
  const names = tokensOf(sql)
    .filter(({ kind, text }) => kind === 'parameter' && text.length > 1 && !text.startsWith('?'))
    .map(({ text }) => text.slice(1));
  return [...new Set(names)].map((name) => ({ name, kind: kindOf(name) }));
}

function kindOf(name: string): ParameterKind {
  if (dates.test(name)) return 'date';
  return numbers.test(name) ? 'number' : 'text';
}

/**
 * What SQLite gets: nothing for an empty field, and a number for what looks like
 * one, since `sum(…) > '5'` is never true. A zero in front or more than nine
 * digits is a barcode, which is text.
 */
export function boundValue(text: string): BoundValue {
  const typed = text.trim();
  if (typed === '') return null;
  return /^-?(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?$/.test(typed) ? Number(typed) : text;
}

export function boundValues(sql: string, texts: ParameterTexts): Readonly<Record<string, BoundValue>> {
  return Object.fromEntries(parametersOf(sql).map(({ name }) => [name, boundValue(texts[name] ?? '')]));
}
