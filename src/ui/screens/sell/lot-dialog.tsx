import clsx from 'clsx';
import { CalendarClock, Layers } from 'lucide-react';
import type { CartLot } from '#domain/cart.ts';
import { sortLots } from '#domain/lot.ts';
import { formatQuantity } from '#domain/quantity.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { useShop } from '#ui/shop-context.tsx';

export interface LotChoice {
  readonly item_id: string;
  readonly name: string;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly chosenId: string | null;
}

interface LotDialogProps {
  readonly of: LotChoice;
  /** Whoever counts is not told what the books say. */
  readonly isBlind?: boolean;
  /** Where the focus goes on closing; else back to where it was. */
  readonly finalFocus?: () => HTMLElement | null;
  readonly onChoose: (lot: CartLot) => void;
  readonly onClose: () => void;
}

/** Soonest expiry first and in focus, so that Enter takes the right one. */
export function LotDialog({ of, isBlind = false, finalFocus, onChoose, onClose }: LotDialogProps) {
  const { till } = useShop();
  const today = useToday();
  const { rows, isLoading } = useLive(lotsOfItem(till.db.read, of.item_id));
  const lots = sortLots(rows, today);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      {...(finalFocus ? { finalFocus } : {})}
      title={`Batch of ${of.name}`}
      description="Soonest expiry first. Take the one in your hand."
    >
      {lots.length === 0 && !isLoading ? (
        <EmptyState icon={Layers} title="No batch of it is known">
          A batch comes with goods received, or is added in the catalog.
        </EmptyState>
      ) : null}
      <ul className="flex flex-col gap-2">
        {lots.map((lot, index) => (
          <li key={lot.id}>
            <button
              type="button"
              // The first is what should leave the shelf next.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus={index === 0}
              aria-pressed={lot.id === of.chosenId}
              onClick={() => onChoose(lot)}
              className={clsx(
                'hover:bg-hover flex min-h-16 w-full items-center gap-3 rounded-lg border px-4 py-2 text-start',
                lot.id === of.chosenId ? 'border-brand bg-brand-tint' : 'border-line bg-raised',
              )}
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate text-lg font-semibold">{lot.batch_number}</span>
                {isBlind ? null : (
                  <span className="num text-soft block text-sm">
                    {formatQuantity(lot.on_hand_milli, of.quantity_decimals)} {of.unit_symbol} on hand
                  </span>
                )}
              </span>
              <Badge tone={lot.is_expired ? 'bad' : index === 0 ? 'good' : 'neutral'} icon={CalendarClock}>
                {lot.is_expired ? 'Expired ' : ''}
                {lot.expiry_date ?? 'No expiry'}
              </Badge>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
