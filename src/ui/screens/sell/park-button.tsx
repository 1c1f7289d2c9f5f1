import { CirclePause } from 'lucide-react';
import { parkedCarts } from '#queries/drafts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { useShop } from '#ui/shop-context.tsx';

interface ParkButtonProps {
  readonly isEmpty: boolean;
  readonly onPark: () => void;
}

/** Parks the sale, or shows those that wait; nothing to show, nothing to press. */
export function ParkButton({ isEmpty, onPark }: ParkButtonProps) {
  const { rows } = useLive(parkedCarts(useShop().till.db.read));
  const count = rows.length;
  if (isEmpty && count === 0) return null;
  return (
    <Button
      tone="quiet"
      icon={CirclePause}
      keyName="F3"
      className="px-3! max-lg:[&_kbd]:hidden"
      onClick={onPark}
    >
      {isEmpty ? 'Parked' : 'Park'}
      {count > 0 ? (
        <span
          className="bg-amber-tint text-amber-ink num rounded-full px-2 text-sm"
          aria-label={`${count} parked`}
        >
          {count}
        </span>
      ) : null}
    </Button>
  );
}
