/** What is wrong with a field, and what would be right, in the terms in which it is typed. */
import { formatMoney, type Currency } from '#domain/money.ts';
import { decimalText } from '#domain/decimal.ts';
import type { MasterFault } from '#domain/master-rules.ts';
import { faultText } from '#ui/master-words.ts';
import type { ColumnDefinition } from '#ui/screens/catalog/definitions/definition.ts';

const malformed: Readonly<Record<string, string>> = {
  percent: 'This is no percentage. Type it like 15 or 5.5.',
  integer: 'This is no whole number.',
  date: 'This is no date.',
};

const shapes: Readonly<Record<string, string>> = {
  barcode: 'A barcode has 3 to 48 letters, digits, spaces or . $ / + % -',
  currency: 'A currency has three capital letters: EUR, USD, JPY.',
};

export function faultWords(column: ColumnDefinition, fault: MasterFault, currency: Currency): string {
  const { kind } = column.of;
  if (fault.kind === 'required' && (kind === 'reference' || kind === 'choice')) return 'Choose one.';
  if (fault.kind === 'malformed') {
    if (kind === 'money')
      return `This is no amount. Type it like ${decimalText(1250, currency.currency_decimals)}.`;
    return shapes[column.name] ?? malformed[kind] ?? faultText(fault);
  }
  if (fault.kind === 'out_of_range') {
    const [least, limit] = [fault.least ?? 0, fault.limit ?? 0];
    if (kind === 'money')
      return `Between ${formatMoney(least, currency)} and ${formatMoney(limit, currency)}.`;
    if (kind === 'percent') return `Between ${least / 10_000} and ${limit / 10_000} %.`;
  }
  return faultText(fault);
}
