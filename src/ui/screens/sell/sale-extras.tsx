import { NotebookPen, Percent, UserRound } from 'lucide-react';
import { customerOf } from '#queries/customers.ts';
import { useCart } from '#ui/cart/cart-context.tsx';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { useShop } from '#ui/shop-context.tsx';

export type SaleQuestion = 'customer' | 'discount' | 'note';

/** Three of them fit on a phone, without their icons. */
const narrow = 'min-w-0 px-2! max-lg:[&_svg]:hidden';

interface SaleExtrasProps {
  readonly onAsk: (question: SaleQuestion) => void;
}

/** What may be said of a sale as a whole; most sales go by it. */
export function SaleExtras({ onAsk }: SaleExtrasProps) {
  const { till } = useShop();
  const { cart } = useCart();
  const [customer] = useLive(customerOf(till.db.read, cart.customer_id)).rows;
  return (
    <div className="grid grid-cols-3 gap-2">
      <Button icon={UserRound} className={narrow} onClick={() => onAsk('customer')}>
        <span className="truncate">{customer ? customer.name : 'Customer'}</span>
      </Button>
      <Button icon={Percent} className={narrow} onClick={() => onAsk('discount')}>
        <span className="truncate">Discount</span>
      </Button>
      <Button icon={NotebookPen} className={narrow} onClick={() => onAsk('note')}>
        <span className="truncate">{cart.note === '' ? 'Note' : cart.note}</span>
      </Button>
    </div>
  );
}
