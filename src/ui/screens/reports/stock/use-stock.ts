/** What the reports of stock read: items as they are, and what was sold of them. */
import { useMemo } from 'react';
import { addDays } from '#domain/business-date.ts';
import type { Period } from '#domain/period.ts';
import { itemsInStock, type StockedItem } from '#queries/reports/items-in-stock.ts';
import { soldByItem, type SoldItem } from '#queries/reports/sold-by-item.ts';
import { stockPlaces } from '#queries/reports/stock-places.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useShop } from '#ui/shop-context.tsx';

interface Stock {
  readonly items: readonly StockedItem[];
  readonly isLoading: boolean;
}

/** At the end of a day; null: now. */
export function useStock(day: string | null): Stock {
  const { rows, isLoading } = useLive(stockPlaces(useShop().till.db.read, { day }), reportThrottleMs);
  return useMemo(() => ({ items: itemsInStock(rows), isLoading }), [rows, isLoading]);
}

interface Sold {
  readonly sold: readonly SoldItem[];
  readonly isLoading: boolean;
}

export function useSold(period: Period): Sold {
  const { rows, isLoading } = useLive(soldByItem(useShop().till.db.read, period), reportThrottleMs);
  return { sold: rows, isLoading };
}

/** So many days, today the last of them. */
export function lastDays(today: string, days: number): Period {
  return { from: addDays(today, 1 - days), to: today };
}
