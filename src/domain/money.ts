import { decimalText, parseDecimal } from './decimal.ts';

/** What an amount in minor units is an amount of. */
export interface Currency {
  readonly currency: string;
  readonly currency_decimals: number;
}

/** The most that a price, a total or a payment may be; the server's bound. */
export const maxAmountMinor = 100_000_000_000;

const formats = new Map<string, Intl.NumberFormat>();

export function formatMoney(minor: number, currency: Currency, locale?: string): string {
  const text = decimalText(minor, currency.currency_decimals) as Intl.StringNumericLiteral;
  return formatOf(currency, locale).format(text);
}

/** What a person typed as money, in minor units; null where it is no amount. */
export function parseMoney(text: string, decimals: number): number | null {
  const minor = parseDecimal(text, decimals);
  return minor === null || minor > maxAmountMinor ? null : minor;
}

/** Making a format costs 50 times what using it costs. */
function formatOf({ currency, currency_decimals: digits }: Currency, locale?: string): Intl.NumberFormat {
  const key = `${locale ?? ''} ${currency} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}
