import clsx from 'clsx';
import { decimalText } from '#domain/decimal.ts';
import { formatQuantity } from '#domain/quantity.ts';
import type { ReportColumn } from '#ui/screens/reports/report-column.ts';

interface Counted {
  readonly quantity_decimals: number;
  readonly unit_symbol: string;
}

/** A quantity in the unit of its item; the file has the plain number. Below zero it says so in red. */
export function quantityColumn<Row>(
  head: string,
  of: (row: Row) => number | null,
  unitOf: (row: Row) => Counted | null,
  look: Pick<ReportColumn<Row>, 'isWide' | 'isBold'> & { readonly pending?: (row: Row) => number } = {},
): ReportColumn<Row> {
  const { pending, ...rest } = look;
  return {
    head,
    show: (row) => {
      const [milli, unit] = [of(row), unitOf(row)];
      if (milli === null || unit === null) return '';
      return <QuantityText milli={milli} pendingMilli={pending?.(row) ?? 0} unit={unit} />;
    },
    file: (row) => {
      const milli = of(row);
      return milli === null ? '' : decimalText(milli, 3);
    },
    ...rest,
  };
}

interface QuantityTextProps {
  readonly milli: number;
  readonly pendingMilli: number;
  readonly unit: Counted;
}

function QuantityText({ milli, pendingMilli, unit }: QuantityTextProps) {
  const text = (quantity: number) => formatQuantity(quantity, unit.quantity_decimals);
  return (
    <>
      <span className={clsx('whitespace-nowrap', milli < 0 && 'text-danger-ink')}>
        {text(milli)} <span className="text-soft text-sm font-medium">{unit.unit_symbol}</span>
      </span>
      {milli < 0 ? <span className="text-danger-ink block text-xs font-semibold">below zero</span> : null}
      {pendingMilli === 0 ? null : (
        <span className="text-soft block text-xs font-medium">
          {pendingMilli > 0 ? '+' : ''}
          {text(pendingMilli)} not sent yet
        </span>
      )}
    </>
  );
}
