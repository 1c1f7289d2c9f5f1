/** Which batch an item that was found is of: as its code says, as of the line before, else whoever holds it chooses. */
import { useCallback, useState } from 'react';
import type { CartLot } from '#domain/cart.ts';
import type { CountableItem } from '#domain/count-sheet.ts';
import type { Gs1 } from '#domain/gs1.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { itemsToCount } from '#queries/stock-adjustments.ts';
import { useShop } from '#ui/shop-context.tsx';
import type { FoundItem } from './use-finding.ts';

export interface Batched {
  readonly item: CountableItem;
  /** Null of an item that has none, or where nobody could say which. */
  readonly lot: CartLot | null;
  readonly quantityMilli: number | null;
}

export interface BatchQuestion {
  readonly item: CountableItem;
  readonly choose: (lot: CartLot | null) => void;
}

export function useBatches(
  onItem: (batched: Batched) => Promise<void>,
  /** The batch that the same item had last, if it was the last. */
  lotOfLast: (itemId: string) => CartLot | null,
) {
  const { read } = useShop().till.db;
  const [question, setQuestion] = useState<BatchQuestion | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  if (crash) throw crash;
  const onFound = useCallback(
    async ({ itemId, gs1 }: FoundItem) => {
      const [item] = await itemsToCount(read, [itemId]).execute();
      if (!item) return;
      const quantityMilli = saidBy(gs1, item);
      if (item.is_batch_tracked === 0) return onItem({ item, lot: null, quantityMilli });
      const lots = await lotsOfItem(read, itemId).execute();
      const lot = gs1?.batch_number
        ? lots.find((one) => isOf(gs1, one))
        : (lotOfLast(itemId) ?? (lots.length === 1 ? lots[0] : undefined));
      if (lot) return onItem({ item, lot: lotOf(lot), quantityMilli });
      let isAnswered = false;
      const choose = async (chosen: CartLot | null) => {
        if (isAnswered) return;
        isAnswered = true;
        // The line first: it is where the focus goes from the dialog.
        await onItem({ item, lot: chosen && lotOf(chosen), quantityMilli });
        setQuestion(null);
      };
      setQuestion({ item, choose: (chosen) => void choose(chosen).catch(setCrash) });
    },
    [read, onItem, lotOfLast],
  );
  return { question, onFound };
}

/** Without what a query says besides: it is kept in a draft. */
function lotOf({ id, batch_number, expiry_date }: CartLot): CartLot {
  return { id, batch_number, expiry_date };
}

function isOf({ batch_number, expiry_date, best_before_date }: Gs1, lot: CartLot): boolean {
  const expiry = expiry_date ?? best_before_date;
  return lot.batch_number === batch_number && (expiry === null || lot.expiry_date === expiry);
}

function saidBy(gs1: Gs1 | null, item: CountableItem): number | null {
  if (gs1 === null) return null;
  if (item.quantity_decimals > 0) return gs1.weight_milli;
  return gs1.count === null ? null : gs1.count * 1000;
}
