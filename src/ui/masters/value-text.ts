/** A value as people read it in a list, and as they type it in a field. Pure. */
import { decimalText, parseDecimal } from '#domain/decimal.ts';
import { formatMoney, type Currency } from '#domain/money.ts';
import { cleanBarcode } from '#domain/barcode.ts';
import { cleanText } from '#domain/text.ts';
import { masterRules } from '#domain/master-rules.ts';
import { nameColumnOf } from '#queries/master-lists.ts';
import type { MasterRow, MasterValue } from '#queries/masters.ts';
import type { ColumnDefinition, Kind, MasterDefinition } from './definition.ts';
import { columnNamed } from './masters.ts';

/** 1 % is 10,000 parts per million. */
const percentDecimals = 4;
/** A unit is a thousand thousandths, however finely it is sold. */
const quantityDecimals = 3;

const percent = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: percentDecimals,
});

/** What a row of a list says in a column; nothing, or the column's own word, where there is no value. */
export function shownText(
  { name, of, none = '' }: ColumnDefinition,
  row: MasterRow,
  currency: Currency,
): string {
  const value = row[name] ?? null;
  return value === null || value === '' ? none : said(of, value, currency, row[nameColumnOf(name)]);
}

export interface ValueContext {
  readonly currency: Currency;
  /** What ids stand for. */
  readonly names: Readonly<Record<string, string>>;
}

/** The same where there is no row: one value of an edit. Of a column that this build does not know, as it is. */
export function valueText(
  name: string,
  value: MasterValue | undefined,
  { currency, names }: ValueContext,
): string {
  const { of, none } = columnNamed(name) ?? { of: { kind: 'text' } };
  return value === undefined || value === null || value === ''
    ? none || 'None'
    : said(of, value, currency, names[value]);
}

/** `name`: of what is referred to, where it is known. */
function said(of: Kind, value: string | number, currency: Currency, name: MasterValue | undefined): string {
  switch (of.kind) {
    case 'money':
      return formatMoney(Number(value), currency);
    case 'percent':
      return percent.format(Number(value) / 10 ** (percentDecimals + 2));
    case 'quantity':
      return trimmed(Number(value), quantityDecimals);
    case 'yes_no':
      return Number(value) === 1 ? 'Yes' : 'No';
    case 'reference':
      return String(name ?? 'Not on this device');
    case 'choice':
      return of.choices().find((choice) => String(choice.value) === String(value))?.label ?? String(value);
    case 'text':
    case 'integer':
    case 'date':
      return String(value);
  }
}

/** What stands in the field of a column that holds this. */
export function fieldText({ of }: ColumnDefinition, value: MasterValue, currency: Currency): string {
  if (value === null) return '';
  switch (of.kind) {
    case 'money':
      return decimalText(Number(value), currency.currency_decimals);
    case 'percent':
      return trimmed(Number(value), percentDecimals);
    case 'quantity':
      return trimmed(Number(value), quantityDecimals);
    case 'text':
    case 'integer':
    case 'yes_no':
    case 'date':
    case 'reference':
    case 'choice':
      return String(value);
  }
}

/** What somebody typed into it, as the column keeps it; undefined where it is no such value. */
export function valueOfText(
  { table }: Pick<MasterDefinition, 'table'>,
  { name, of }: ColumnDefinition,
  text: string,
  { currency_decimals }: Currency,
): MasterValue | undefined {
  const clean = cleanText(text);
  switch (of.kind) {
    case 'text':
      return textValue(table, name, clean);
    case 'money':
      return clean === '' ? null : (parseDecimal(clean, currency_decimals) ?? undefined);
    case 'percent':
      return clean === '' ? null : (parseDecimal(clean.replace(/%$/, ''), percentDecimals) ?? undefined);
    case 'quantity':
      return clean === '' ? null : (parseDecimal(clean, quantityDecimals) ?? undefined);
    case 'integer':
      return clean === '' ? null : integerOf(clean);
    case 'yes_no':
      return clean === '1' ? 1 : 0;
    case 'date':
    case 'reference':
      return clean === '' ? null : clean;
    case 'choice':
      return of.choices().find(({ value }) => String(value) === clean)?.value ?? null;
  }
}

/** Nothing is null where nothing may be there. */
function textValue(table: MasterDefinition['table'], name: string, clean: string): MasterValue {
  const rule = masterRules[table][name];
  const isOptional = rule?.kind === 'text' && rule.isOptional;
  if (isOptional && clean === '') return null;
  return name === 'barcode' ? cleanBarcode(clean) : clean;
}

function integerOf(text: string): number | undefined {
  const [, sign, digits = ''] = /^([-−]?)(.*)$/.exec(text) ?? [];
  const magnitude = parseDecimal(digits, 0) ?? undefined;
  return sign && magnitude ? -magnitude : magnitude;
}

/** Without zeros at the end that say nothing. */
function trimmed(scaled: number, decimals: number): string {
  return decimalText(scaled, decimals).replace(/\.?0+$/, '');
}
