import { stockCount, stockPage } from '#queries/on-hand.ts';
import type { Row } from '#queries/row.ts';
import { useWindow } from '#ui/hooks/use-window.ts';
import { useShop } from '#ui/shop-context.tsx';

export type StockRow = Row<typeof stockPage>;

/** All of the stock as one list. */
export function useStockWindow(text: string) {
  const { read } = useShop().till.db;
  return useWindow((span) => stockPage(read, { text, ...span }), stockCount(read, text));
}
