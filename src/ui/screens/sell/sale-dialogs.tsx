import { setCustomer, setNote, setSaleDiscount } from '#domain/cart.ts';
import { cartTotals } from '#domain/cart.ts';
import { dealOnSale } from '#domain/deal.ts';
import { useCart, useCartStore } from '#ui/cart/cart-context.tsx';
import { CustomerDialog } from '#ui/customers/customer-dialog.tsx';
import { useSettings } from '#ui/shop-context.tsx';
import { DealDialog } from './deal-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import type { SaleQuestion } from './sale-extras.tsx';

interface SaleDialogsProps {
  readonly question: SaleQuestion;
  readonly onDone: () => void;
}

/** What is asked of the sale as a whole. */
export function SaleDialogs({ question, onDone }: SaleDialogsProps) {
  const { cart } = useCart();
  const store = useCartStore();
  const settings = useSettings();
  if (!settings) return null;
  const change = (alter: Parameters<typeof store.change>[0]) => {
    store.change(alter);
    onDone();
  };
  switch (question) {
    case 'customer':
      return (
        <CustomerDialog
          onChoose={({ id }) => change((now) => setCustomer(now, id))}
          onNone={cart.customer_id === null ? null : () => change((now) => setCustomer(now, null))}
          onClose={onDone}
        />
      );
    case 'note':
      return (
        <NoteDialog
          note={cart.note}
          onGive={(note) => change((now) => setNote(now, note))}
          onClose={onDone}
        />
      );
    case 'discount':
      return (
        <DealDialog
          title="Discount on the whole sale"
          kinds={['percent', 'amount']}
          cart={setSaleDiscount(cart, null)}
          settings={settings}
          apply={dealOnSale}
          amountIn={(of) => cartTotals(of, settings.tax_mode).total_minor}
          onGive={(deal) => change((now) => dealOnSale(now, deal))}
          onRemove={cart.discount === null ? null : () => change((now) => setSaleDiscount(now, null))}
          onClose={onDone}
        />
      );
  }
}
