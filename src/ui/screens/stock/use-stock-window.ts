import { useCallback, useMemo, useState } from 'react';
import { stockCount, stockPage } from '#queries/on-hand.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';

const page = 100;

type PageRow = Awaited<ReturnType<ReturnType<typeof stockPage>['execute']>>[number];

/** A row with its place in the whole list: while a window is read, the rows of the last one are still on screen. */
export interface StockRow extends PageRow {
  readonly index: number;
}

/** All of the stock as one list, of which only the rows around those in sight are read. */
export function useStockWindow(text: string) {
  const { till } = useShop();
  const [first, setFirst] = useState(0);
  const offset = Math.max(0, (Math.floor(first / page) - 1) * page);
  const query = useMemo(() => {
    const read = stockPage(till.db.read, { text, limit: 3 * page, offset });
    return {
      compile: () => read.compile(),
      execute: async (): Promise<StockRow[]> =>
        (await read.execute()).map((row, at) => ({ ...row, index: offset + at })),
    };
  }, [till, text, offset]);
  const { rows, isLoading } = useLive(query, 16);
  const [counted] = useLive(stockCount(till.db.read, text), 250).rows;
  const start = rows[0]?.index ?? 0;
  return {
    total: counted?.count ?? 0,
    isLoading,
    row: (index: number): StockRow | undefined => rows[index - start],
    onWindow: useCallback((from: number) => setFirst(from), []),
  };
}
