import clsx from 'clsx';
import { formatQuantity } from '#domain/quantity.ts';

interface SignedProps {
  readonly milli: number;
  readonly item: { readonly quantity_decimals: number; readonly unit_symbol: string };
}

/** What came, with a plus, or went. */
export function Signed({ milli, item }: SignedProps) {
  return (
    <span className={clsx('whitespace-nowrap', milli > 0 && 'text-brand-ink')}>
      {milli > 0 ? '+' : milli < 0 ? '−' : ''}
      {formatQuantity(Math.abs(milli), item.quantity_decimals)}{' '}
      <span className="text-soft text-sm font-medium">{item.unit_symbol}</span>
    </span>
  );
}
