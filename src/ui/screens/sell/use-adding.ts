/**
 * From an item to a line of the cart.
 *
 *   item ─ batch-tracked? ─ one batch that is not expired ─┐
 *     │         └ several, or only expired ─► choose ──────┤
 *     │         └ none ─► said, not added                  ▼
 *     └──────────────────────────────────────► weighed and no quantity yet? ─► weigh ─► line
 *                                                          └ no ─────────────────────► line
 */
import { useCallback, useState } from 'react';
import { addItem, type CartLot, type SellableItem } from '#domain/cart.ts';
import { formatQuantity } from '#domain/quantity.ts';
import { sortLots } from '#domain/lot.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { newId } from '#schema/new-id.ts';
import { useCartStore } from '#ui/cart/cart-context.tsx';
import { useToday } from '#ui/hooks/use-today.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

export interface Adding {
  readonly step: 'lot' | 'quantity';
  readonly item: SellableItem;
  readonly quantityMilli: number | undefined;
  readonly lot: CartLot | null;
}

export function useAdding() {
  const { till } = useShop();
  const store = useCartStore();
  const today = useToday();
  const [adding, setAdding] = useState<Adding | null>(null);

  const finish = useCallback(
    (item: SellableItem, lot: CartLot | null, quantityMilli: number | undefined) => {
      if (item.quantity_decimals > 0 && quantityMilli === undefined) {
        return setAdding({ step: 'quantity', item, lot, quantityMilli });
      }
      setAdding(null);
      const before = new Map(store.get().cart.lines.map((line) => [line.id, line]));
      store.change((cart) =>
        addItem(cart, item, {
          lineId: newId(),
          lot,
          ...(quantityMilli === undefined ? {} : { quantityMilli }),
        }),
      );
      const line = store.get().cart.lines.find((one) => before.get(one.id) !== one);
      if (!line) return;
      store.select(line.id);
      beep('ok');
      const quantity = formatQuantity(line.quantity_milli, line.quantity_decimals);
      announce(`${item.name}, ${quantity} ${item.unit_symbol} in the sale`);
    },
    [store],
  );

  const begin = useCallback(
    async (item: SellableItem, quantityMilli?: number) => {
      if (item.is_batch_tracked === 0) return finish(item, null, quantityMilli);
      const lots = sortLots(await lotsOfItem(till.db.read, item.id).execute(), today);
      const good = lots.filter((lot) => !lot.is_expired);
      const only = good.length === 1 ? good[0] : undefined;
      if (only) return finish(item, only, quantityMilli);
      if (lots.length > 0) return setAdding({ step: 'lot', item, lot: null, quantityMilli });
      beep('error');
      notify({
        tone: 'bad',
        title: `${item.name} has no batch here`,
        text: 'Receive it with its batch before selling it.',
      });
    },
    [finish, till, today],
  );

  const cancel = useCallback(() => setAdding(null), []);
  return { adding, begin, finish, cancel };
}
