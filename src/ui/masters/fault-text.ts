/** What is wrong with a field, and what would be right, in the terms in which it is typed. Pure. */
import { decimalText } from '#domain/decimal.ts';
import type { MasterFault } from '#domain/master-rules.ts';
import { formatMoney, type Currency } from '#domain/money.ts';
import { columnNamed } from './masters.ts';

const malformed: Readonly<Record<string, string>> = {
  percent: 'This is no percentage. Type it like 15 or 5.5.',
  quantity: 'This is no quantity. Type it like 12 or 1.5.',
  integer: 'This is no whole number.',
  date: 'This is no date.',
};

const shapes: Readonly<Record<string, string>> = {
  barcode: 'A barcode has 3 to 48 letters, digits, spaces or . $ / + % -',
  currency: 'A currency has three capital letters: EUR, USD, JPY.',
};

export function faultText({ kind, column, limit = 0, least = 0 }: MasterFault, currency: Currency): string {
  const of = columnNamed(column)?.of.kind ?? 'text';
  switch (kind) {
    case 'required':
      return of === 'reference' || of === 'choice' ? 'Choose one.' : 'Needed';
    case 'too_long':
      return `At most ${limit} characters`;
    case 'malformed':
      return of === 'money'
        ? `This is no amount. Type it like ${decimalText(1250, currency.currency_decimals)}.`
        : (shapes[column] ?? malformed[of] ?? 'Not possible here');
    case 'out_of_range':
      if (of === 'money')
        return `Between ${formatMoney(least, currency)} and ${formatMoney(limit, currency)}.`;
      if (of === 'percent') return `Between ${least / 10_000} and ${limit / 10_000} %.`;
      if (of === 'quantity') return `Between ${least / 1000} and ${limit / 1000}`;
      return `Between ${least} and ${limit}`;
  }
}
