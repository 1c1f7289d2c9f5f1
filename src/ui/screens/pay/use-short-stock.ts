import { movesOfCart } from '#domain/stock-moves.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Settings } from '#queries/settings.ts';
import { shortItems } from '#queries/on-hand.ts';
import { useCart } from '#ui/cart/cart-context.tsx';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';

/**
 * What posting would say under BLOCK, before anybody takes money; live. Null:
 * all is there, or it does not matter. Undefined: not known yet.
 */
export function useShortStock({ negative_stock_policy }: Settings): Refusal | null | undefined {
  const { till } = useShop();
  const { cart } = useCart();
  const isBlocking = negative_stock_policy === 'BLOCK';
  const { rows, isLoading } = useLive(shortItems(till.db.read, isBlocking ? movesOfCart(cart) : []), 50);
  if (!isBlocking) return null;
  if (isLoading) return undefined;
  return rows.length === 0 ? null : { kind: 'stock_short', items: rows };
}
