import type { AdjustmentLine } from '#domain/adjustment-draft.ts';
import { onHandAt } from '#queries/stock-adjustments.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';

type Placed = Pick<AdjustmentLine, 'item_id' | 'lot'>;

/** What is on hand where a line puts something right, as it is now; undefined until it is read. */
export function useOnHand(lines: readonly Placed[]): (line: Placed) => number | undefined {
  const { read } = useShop().till.db;
  const places = lines.map(({ item_id, lot }) => ({ item_id, lot_id: lot?.id ?? null }));
  const { rows } = useLive(onHandAt(read, places));
  return ({ item_id, lot }) =>
    rows.find((row) => row.item_id === item_id && row.lot_id === (lot?.id ?? null))?.on_hand_milli;
}
