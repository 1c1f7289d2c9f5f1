import pg from 'pg';
import { RestError } from './error-body.ts';

/** The query string of a table request, as far as the local stack speaks PostgREST's language. */
export type Query = {
  /** null is `*`. */
  readonly select: readonly string[] | null;
  readonly filters: readonly Filter[];
  readonly order: readonly string[];
  readonly limit: number | null;
  readonly offset: number;
};

export type Filter = {
  readonly column: string;
  readonly isNegated: boolean;
  readonly operator: string;
  readonly value: string;
};

const COMPARISONS: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  like: 'like',
  ilike: 'ilike',
};

const IS_VALUES = new Set(['null', 'not_null', 'true', 'false', 'unknown']);
const RESERVED = new Set(['select', 'order', 'limit', 'offset', 'columns', 'on_conflict', 'apikey']);

export function parseQuery(params: URLSearchParams): Query {
  const filters: Filter[] = [];
  for (const [name, value] of params) if (!RESERVED.has(name)) filters.push(parseFilter(name, value));
  return {
    select: parseSelect(params.get('select') ?? '*'),
    filters,
    order: (params.get('order') ?? '').split(',').filter(Boolean).map(parseOrder),
    limit: parseCount(params.get('limit'), 'limit'),
    offset: parseCount(params.get('offset'), 'offset') ?? 0,
  };
}

/** `where …` with the values as parameters after those already in `values`, or nothing. */
export function whereClause(filters: readonly Filter[], values: unknown[], of = ''): string {
  const conditions = filters.map((filter) => condition(filter, values, of));
  return conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
}

/** The columns, of the table named in `of` (as `items.`) where a statement has two. */
export function selectList(select: readonly string[] | null, of = ''): string {
  return select === null ? `${of}*` : select.map((column) => of + pg.escapeIdentifier(column)).join(', ');
}

function parseSelect(text: string): readonly string[] | null {
  if (text.trim() === '*' || text.trim() === '') return null;
  return text.split(',').map((item) => columnName(item.trim(), 'select'));
}

function parseFilter(name: string, text: string): Filter {
  const column = columnName(name, 'filter');
  const parts = text.split('.');
  const isNegated = parts[0] === 'not';
  const [operator = '', ...rest] = isNegated ? parts.slice(1) : parts;
  const value = rest.join('.');
  const isKnown = Object.hasOwn(COMPARISONS, operator) || operator === 'in' || operator === 'is';
  if (!isKnown || rest.length === 0) throw unparsable(`"failed to parse filter (${text})"`);
  if (operator === 'is' && !IS_VALUES.has(value.toLowerCase()))
    throw unparsable(`"failed to parse filter (${text})"`);
  return { column, isNegated, operator, value };
}

function condition(filter: Filter, values: unknown[], of: string): string {
  const column = of + pg.escapeIdentifier(filter.column);
  const add = (value: unknown): string => `$${values.push(value)}`;
  const not = filter.isNegated ? 'not ' : '';
  if (filter.operator === 'is') return `${column} is ${not}${filter.value.toLowerCase().replace('_', ' ')}`;
  if (filter.operator === 'in') return `${not}(${column} = any(${add(parseList(filter.value))}))`;
  const isPattern = filter.operator === 'like' || filter.operator === 'ilike';
  const value = isPattern ? filter.value.replaceAll('*', '%') : filter.value;
  return `${not}(${column} ${COMPARISONS[filter.operator] ?? '='} ${add(value)})`;
}

/** `(a,"b,c")`: quotes keep commas; a backslash keeps a quote. */
function parseList(text: string): string[] {
  if (!/^\(.*\)$/s.test(text)) throw unparsable(`"failed to parse filter (in.${text})"`);
  const inner = text.slice(1, -1);
  if (inner === '') return [];
  const items = [...inner.matchAll(/(?:"((?:[^"\\]|\\.)*)"|([^,]*))(?:,|$)/gs)].slice(0, -1);
  const whole = items.map((match) => match[1]?.replaceAll(/\\(.)/gs, '$1') ?? match[2] ?? '');
  return inner.endsWith(',') ? [...whole, ''] : whole;
}

function parseOrder(text: string): string {
  const match = /^([^.()]+)(?:\.(asc|desc))?(?:\.(nullsfirst|nullslast))?$/.exec(text.trim());
  if (!match?.[1]) throw unparsable(`"failed to parse order (${text})"`);
  const nulls = match[3] ? ` nulls ${match[3].slice('nulls'.length)}` : '';
  return `${pg.escapeIdentifier(columnName(match[1], 'order'))} ${match[2] ?? 'asc'}${nulls}`;
}

function parseCount(text: string | null, name: string): number | null {
  if (text === null || text === '') return null;
  if (!/^\d{1,9}$/.test(text)) throw unparsable(`"failed to parse ${name} (${text})"`);
  return Number(text);
}

/** Plain columns only: embedding, aliases, casts and JSON paths are real PostgREST's. */
function columnName(text: string, where: string): string {
  // Postgres would take a NUL as an error of its connection, not of the request.
  if (text.includes('\0')) throw unparsable(`A name with a NUL (${where})`);
  const quoted = /^"(.+)"$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  if (text === 'or' || text === 'and' || !/^[^\s.:()>*,"-]+$/.test(text)) {
    throw unparsable(`The local stack reads plain columns, not: ${text} (${where})`);
  }
  return text;
}

function unparsable(details: string): RestError {
  return new RestError(400, 'PGRST100', details, { details });
}
