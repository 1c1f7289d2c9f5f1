import { CalendarClock, Layers } from 'lucide-react';
import { sortLots } from '#domain/lot.ts';
import { formatQuantity } from '#domain/quantity.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { useShop } from '#ui/shop-context.tsx';
import type { StockRow } from './use-stock-window.ts';

interface BatchDialogProps {
  readonly of: Pick<StockRow, 'id' | 'name' | 'unit_symbol' | 'quantity_decimals'>;
  readonly onClose: () => void;
}

export function BatchDialog({ of, onClose }: BatchDialogProps) {
  const { till } = useShop();
  const { rows, isLoading } = useLive(lotsOfItem(till.db.read, of.id));
  const lots = sortLots(rows, useToday());
  return (
    <Dialog isOpen onClose={onClose} title={of.name} description="Batches, soonest expiry first">
      {lots.length === 0 && !isLoading ? <EmptyState icon={Layers} title="No batch yet" /> : null}
      <ul className="divide-line divide-y">
        {lots.map((lot) => (
          <li key={lot.id} className="flex min-h-15 items-center gap-3 py-2">
            <span className="min-w-0 flex-1 truncate font-semibold">{lot.batch_number}</span>
            <Badge tone={lot.is_expired ? 'bad' : 'neutral'} icon={CalendarClock}>
              {lot.is_expired ? 'Expired ' : ''}
              {lot.expiry_date ?? 'No expiry'}
            </Badge>
            <span className="num min-w-20 text-end font-bold">
              {formatQuantity(lot.on_hand_milli, of.quantity_decimals)}{' '}
              <span className="text-soft text-sm font-medium">{of.unit_symbol}</span>
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
