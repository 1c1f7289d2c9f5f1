import { LayoutGrid, ShoppingBasket } from 'lucide-react';
import { useCart } from '#ui/cart/cart-context.tsx';
import { useGivenBack } from '#ui/cart/use-given-back.ts';
import { Button } from '#ui/parts/button.tsx';
import { useMoney } from '#ui/shop-context.tsx';

interface CartBarProps {
  readonly isCartOpen: boolean;
  readonly onToggle: () => void;
}

/** On a phone the sale and the catalog take turns; this bar stays under the thumb. */
export function CartBar({ isCartOpen, onToggle }: CartBarProps) {
  const { cart, totals } = useCart();
  const money = useMoney();
  const given = useGivenBack();
  if (isCartOpen) {
    return (
      <div className="bg-surface p-2 px-4 md:hidden">
        <Button size="lg" icon={LayoutGrid} className="w-full" onClick={onToggle}>
          Add more items
        </Button>
      </div>
    );
  }
  return (
    <div className="bg-surface border-line border-t p-2 px-3 md:hidden">
      <Button
        tone="primary"
        size="lg"
        icon={ShoppingBasket}
        className="num w-full justify-between! text-lg!"
        onClick={onToggle}
      >
        <span className="me-auto">{cart.lines.length === 1 ? '1 line' : `${cart.lines.length} lines`}</span>
        <span className="font-bold">{money(totals.total_minor - (given?.worth_minor ?? 0))}</span>
      </Button>
    </div>
  );
}
