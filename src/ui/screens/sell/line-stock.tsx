import { TriangleAlert } from 'lucide-react';
import type { CartLine } from '#domain/cart.ts';
import { formatQuantity } from '#domain/quantity.ts';
import { stockOfItem } from '#queries/on-hand.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';

/** Said while there is still something in the hand to look at; under WARN the sale goes through and is flagged. */
export function LineStock({ line }: { readonly line: CartLine }) {
  const { till } = useShop();
  const [stock] = useLive(stockOfItem(till.db.read, line.item_id), 50).rows;
  if (!stock || stock.on_hand_milli >= line.quantity_milli) return null;
  const left = Math.max(0, stock.on_hand_milli);
  return (
    <p className="text-amber-ink flex w-full items-center gap-1.5 text-sm font-semibold">
      <TriangleAlert aria-hidden size={16} />
      {left === 0
        ? 'None on hand by the books'
        : `Only ${formatQuantity(left, line.quantity_decimals)} ${line.unit_symbol} on hand by the books`}
    </p>
  );
}
