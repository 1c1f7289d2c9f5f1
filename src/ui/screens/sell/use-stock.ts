import { useMemo } from 'react';
import type { ItemRow } from '#queries/items.ts';
import { stockOfItems } from '#queries/on-hand.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';

/** What is on hand of each item that is shown, in thousandths, by its id; live. */
export type Stock = ReadonlyMap<string, number>;

/** One query for all of them. */
export function useStock(items: readonly ItemRow[], throttleMs = 0): Stock {
  const { till } = useShop();
  const ids = items.map(({ id }) => id);
  const { rows } = useLive(stockOfItems(till.db.read, ids), throttleMs);
  return useMemo(() => new Map(rows.map((row) => [row.id, row.on_hand_milli])), [rows]);
}
