import { useMemo } from 'react';
import { clearLines, removeLine, setQuantity, type CartLine } from '#domain/cart.ts';
import { formatQuantity } from '#domain/quantity.ts';
import { useCartStore } from '#ui/cart/cart-context.tsx';
import { announce } from '#ui/parts/announcer.tsx';
import { notify } from '#ui/parts/toast.tsx';
import type { LineActs } from './cart-line-row.tsx';

type Ask = Pick<LineActs, 'typeQuantity' | 'chooseLot' | 'deal'>;

/** What one can do to the lines; taking away can be undone for a while. */
export function useLineActs({
  typeQuantity,
  chooseLot,
  deal,
}: Ask): LineActs & { readonly clear: () => void } {
  const store = useCartStore();
  return useMemo(() => {
    const undoable = (title: string, act: () => void) => {
      const { cart: before, selectedId } = store.get();
      act();
      announce(title);
      const undo = () => {
        // The sale was posted or replaced meanwhile: its lines do not belong into the next one.
        if (store.get().cart.id !== before.id) return;
        store.change(() => before, selectedId);
        announce('Undone');
      };
      notify({ title, action: { label: 'Undo', run: undo } });
    };
    return {
      typeQuantity,
      chooseLot,
      deal,
      select: (lineId) => store.select(lineId),
      setQuantity(line: CartLine, quantityMilli: number) {
        store.change((cart) => setQuantity(cart, line.id, quantityMilli), line.id);
        const quantity = formatQuantity(quantityMilli, line.quantity_decimals);
        announce(`${line.item_name}, ${quantity} ${line.unit_symbol}`);
      },
      remove(line) {
        undoable(`${line.item_name} removed`, () => store.change((cart) => removeLine(cart, line.id)));
      },
      clear() {
        undoable('Sale cleared', () => store.change(clearLines));
      },
    };
  }, [store, typeQuantity, chooseLot, deal]);
}
