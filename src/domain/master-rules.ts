/**
 * What a master may hold, said at the field. The server has the last word (its
 * constraints are the same: `tests/contract/master-rules-agree.test.ts`).
 */
import type { MasterTable } from '#schema/masters.ts';
import type { MasterChange, Values } from './master-edit.ts';
import { maxQuantityMilli } from './quantity.ts';

export interface MasterFault {
  readonly column: string;
  readonly kind: 'required' | 'too_long' | 'out_of_range' | 'malformed';
  /** The longest text, or the largest number. */
  readonly limit?: number;
  /** The smallest number. */
  readonly least?: number;
}

type Rule =
  | { readonly kind: 'text'; readonly longest: number; readonly isOptional?: true; readonly pattern?: RegExp }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly isOptional?: true }
  | { readonly kind: 'choice'; readonly of: readonly (string | number)[] }
  | { readonly kind: 'date' }
  | { readonly kind: 'time_zone' };

const id: Rule = { kind: 'text', longest: 36, pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ };
const flag: Rule = { kind: 'choice', of: [0, 1] };
const amount: Rule = { kind: 'number', least: 0, most: 100_000_000_000 };
const text = (longest: number): Rule => ({ kind: 'text', longest });
const optional = (longest: number, pattern?: RegExp): Rule =>
  pattern
    ? { kind: 'text', longest, isOptional: true, pattern }
    : { kind: 'text', longest, isOptional: true };
const number = (least: number, most: number): Rule => ({ kind: 'number', least, most });

/** Postgres `integer`. */
const largestInt = 2_147_483_647;

export const masterRules: Readonly<Record<MasterTable, Readonly<Record<string, Rule>>>> = {
  items: {
    name: text(200),
    barcode: optional(48, /^[0-9A-Za-z.$/+% -]{3,48}$/),
    category_id: id,
    unit_id: id,
    tax_rate_id: id,
    price_minor: amount,
    cost_minor: amount,
    reorder_level_milli: { kind: 'number', least: 0, most: maxQuantityMilli, isOptional: true },
    is_batch_tracked: flag,
    is_archived: flag,
  },
  categories: { name: text(120), sort_order: number(-largestInt, largestInt), is_archived: flag },
  units: { name: text(60), symbol: text(12), quantity_decimals: number(0, 3), is_archived: flag },
  tax_rates: { name: text(60), rate_ppm: number(0, 1_000_000), is_archived: flag },
  customers: {
    name: text(120),
    phone: optional(40),
    email: optional(200),
    credit_limit_minor: amount,
    credit_days: number(0, 3650),
    is_archived: flag,
  },
  suppliers: { name: text(120), phone: optional(40), email: optional(200), is_archived: flag },
  stock_lots: { item_id: id, batch_number: text(60), expiry_date: { kind: 'date' } },
  location_settings: {
    negative_stock_policy: { kind: 'choice', of: ['WARN', 'BLOCK'] },
    block_on_sync: { kind: 'choice', of: ['hold', 'accept_flagged'] },
    currency: { kind: 'text', longest: 3, pattern: /^[A-Z]{3}$/ },
    currency_decimals: { kind: 'choice', of: [0, 2, 3] },
    cash_rounding_minor: number(1, 100_000),
    discount_limit_ppm: number(0, 1_000_000),
    tax_mode: { kind: 'choice', of: ['inclusive', 'exclusive'] },
    time_zone: { kind: 'time_zone' },
    receipt_header: { kind: 'text', longest: 500, pattern: /^[^]*$/ },
    receipt_footer: { kind: 'text', longest: 500, pattern: /^[^]*$/ },
  },
  locations: { name: text(120), kind: { kind: 'choice', of: ['shop', 'warehouse'] } },
};

/** All that is wrong, in the order of the table's columns; a column that no edit sets is malformed. */
export function masterFaults(
  table: MasterTable,
  columns: Values,
  kind: MasterChange['kind'],
): readonly MasterFault[] {
  const rules = masterRules[table];
  const unknown = Object.keys(columns).filter((column) => !Object.hasOwn(rules, column));
  const faults = Object.entries(rules).flatMap(([column, rule]): MasterFault[] => {
    if (!(column in columns)) return kind === 'create' ? [{ column, kind: 'required' }] : [];
    const fault = faultOf(rule, columns[column] ?? null);
    return fault ? [{ column, ...fault }] : [];
  });
  return [...faults, ...unknown.map((column) => ({ column, kind: 'malformed' }) as const)];
}

type Fault = Omit<MasterFault, 'column'>;

function faultOf(rule: Rule, value: string | number | null): Fault | null {
  switch (rule.kind) {
    case 'text':
      return textFault(rule, value);
    case 'number':
      return numberFault(rule, value);
    case 'choice':
      return value !== null && rule.of.includes(value)
        ? null
        : { kind: value === null ? 'required' : 'malformed' };
    case 'date':
      return value === null || isDate(value) ? null : { kind: 'malformed' };
    case 'time_zone':
      return typeof value === 'string' && isTimeZone(value) ? null : { kind: 'malformed' };
  }
}

function textFault(rule: Rule & { kind: 'text' }, value: string | number | null): Fault | null {
  if (value === null) return rule.isOptional ? null : { kind: 'required' };
  if (typeof value !== 'string') return { kind: 'malformed' };
  // Postgres counts characters, not halves of them, and keeps no NUL.
  if (Array.from(value).length > rule.longest) return { kind: 'too_long', limit: rule.longest };
  if (value.includes('\0')) return { kind: 'malformed' };
  if (rule.pattern) return rule.pattern.test(value) ? null : { kind: 'malformed' };
  return rule.isOptional || value.trim() !== '' ? null : { kind: 'required' };
}

function numberFault(
  { least, most, isOptional }: Rule & { kind: 'number' },
  value: string | number | null,
): Fault | null {
  if (value === null) return isOptional ? null : { kind: 'required' };
  if (typeof value !== 'number' || !Number.isInteger(value)) return { kind: 'malformed' };
  return value >= least && value <= most ? null : { kind: 'out_of_range', least, limit: most };
}

function isDate(value: string | number): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/** What this browser knows; the server has its own list, and the last word. */
function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
