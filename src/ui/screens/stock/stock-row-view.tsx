import clsx from 'clsx';
import { CloudUpload, Layers } from 'lucide-react';
import { formatQuantity } from '#domain/quantity.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { Button } from '#ui/parts/button.tsx';
import type { StockRow } from './use-stock-window.ts';

interface StockRowViewProps {
  /** Undefined while its page is read: the row keeps its place. */
  readonly row: StockRow | undefined;
  readonly onBatches: (row: StockRow) => void;
}

export function StockRowView({ row, onBatches }: StockRowViewProps) {
  if (!row) return <div aria-hidden className="border-line h-full border-b" />;
  const quantity = (milli: number) => formatQuantity(milli, row.quantity_decimals);
  return (
    <div className="border-line flex h-full items-center gap-3 border-b px-1">
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 leading-tight font-semibold sm:line-clamp-1">{row.name}</span>
        <span className="flex items-center gap-2">
          <span className="num text-soft truncate text-sm">{row.barcode ?? 'No barcode'}</span>
          {row.pending_milli === 0 ? null : (
            <Badge tone="attention" icon={CloudUpload}>
              <span className="num">
                {row.pending_milli > 0 ? '+' : '−'}
                {quantity(Math.abs(row.pending_milli))} pending
              </span>
            </Badge>
          )}
        </span>
      </span>
      {row.is_batch_tracked === 1 ? (
        <Button icon={Layers} aria-label={`Batches of ${row.name}`} onClick={() => onBatches(row)}>
          <span className="max-sm:sr-only">Batches</span>
        </Button>
      ) : null}
      <span
        className={clsx(
          'num min-w-24 text-end text-lg font-bold whitespace-nowrap',
          row.on_hand_milli <= 0 && 'text-danger-ink',
        )}
      >
        {quantity(row.on_hand_milli)} <span className="text-soft text-sm font-medium">{row.unit_symbol}</span>
      </span>
    </div>
  );
}
