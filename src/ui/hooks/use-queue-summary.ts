import { queueSummary } from '#queries/outbox.ts';
import type { Row } from '#queries/row.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';

export type QueueSummary = Row<typeof queueSummary>;

/** Null until the database has answered. */
export function useQueueSummary(throttleMs = 16): QueueSummary | null {
  const { till } = useShop();
  return useLive(queueSummary(till.db.read), throttleMs).rows[0] ?? null;
}
