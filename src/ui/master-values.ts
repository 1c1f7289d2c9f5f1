/** What is in a field of a master, as a person reads it. */
import { formatMoney, type Currency } from '#domain/money.ts';

type Kind =
  | 'text'
  | 'money'
  | 'percent'
  | 'days'
  | 'yes_no'
  /** The id of another master. */
  | 'reference'
  | Readonly<Record<string, string>>;

/** Texts and plain numbers are left out. A column of the same name is of the same kind wherever it is. */
const kinds: Readonly<Record<string, Kind>> = {
  category_id: 'reference',
  unit_id: 'reference',
  item_id: 'reference',
  tax_rate_id: 'reference',
  price_minor: 'money',
  cost_minor: 'money',
  credit_limit_minor: 'money',
  cash_rounding_minor: 'money',
  rate_ppm: 'percent',
  discount_limit_ppm: 'percent',
  credit_days: 'days',
  is_batch_tracked: 'yes_no',
  is_archived: 'yes_no',
  negative_stock_policy: { WARN: 'sold, with a warning', BLOCK: 'refused' },
  block_on_sync: { hold: 'it waits for a manager', accept_flagged: 'it is taken and flagged' },
  tax_mode: { inclusive: 'with tax', exclusive: 'without tax, which is added' },
  kind: { shop: 'shop', warehouse: 'warehouse' },
};

export interface ValueContext {
  readonly currency: Currency;
  /** What ids stand for. */
  readonly names: Readonly<Record<string, string>>;
}

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 4 });

export function valueText(
  column: string,
  value: string | number | null | undefined,
  { currency, names }: ValueContext,
): string {
  if (value === null || value === undefined || value === '') return 'none';
  const kind = kinds[column] ?? 'text';
  if (typeof kind === 'object') return kind[value] ?? String(value);
  switch (kind) {
    case 'money':
      return formatMoney(Number(value), currency);
    case 'percent':
      return percent.format(Number(value) / 1e6);
    case 'days':
      return Number(value) === 1 ? '1 day' : `${value} days`;
    case 'yes_no':
      return Number(value) === 1 ? 'yes' : 'no';
    case 'reference':
      return names[value] ?? 'not on this device';
    case 'text':
      return String(value);
  }
}
