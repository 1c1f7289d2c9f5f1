import { missingApproval } from '#commands/post-sale.ts';
import { pricedLines } from '#domain/cart.ts';
import { movesOfCart } from '#domain/stock-moves.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Settings } from '#queries/settings.ts';
import { shortItems } from '#queries/on-hand.ts';
import { useCart } from '#ui/cart/cart-context.tsx';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';

/**
 * What posting would refuse unless a manager says yes, before anybody takes
 * money; live. Empty: nothing. Undefined: not known yet.
 */
export function useHindrances(settings: Settings): readonly Refusal[] | undefined {
  const { till } = useShop();
  const { cart } = useCart();
  const isBlocking = settings.negative_stock_policy === 'BLOCK';
  const { rows, isLoading } = useLive(shortItems(till.db.read, isBlocking ? movesOfCart(cart) : []), 50);
  if (isBlocking && isLoading) return undefined;
  const acts = missingApproval(pricedLines(cart), settings, null);
  return [
    ...(acts.length > 0 ? [{ kind: 'approval_needed', acts } as const] : []),
    ...(isBlocking && rows.length > 0 ? [{ kind: 'stock_short', items: rows } as const] : []),
  ];
}
