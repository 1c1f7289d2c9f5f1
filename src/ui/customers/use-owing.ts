import { owingCustomer, owingOf, type OwingCustomer } from '#queries/owed.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { useSettings, useShop, useSyncView } from '#ui/shop-context.tsx';

/** What a customer owes, live; null where there is none, undefined until it is known. */
export function useOwing(customerId: string | null): OwingCustomer | null | undefined {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(owingOf(read, customerId), 16);
  const [row] = rows;
  // Of the customer before, while this one is read.
  if (row && row.id === customerId) return owingCustomer(row);
  return isLoading || row ? undefined : null;
}

/**
 * How old what is shown is (requirements !13): balances follow the server as
 * long as the stream is up, and are of the last sync where it is not. What was
 * sold and paid on this device is in them at once.
 */
export function useOwedAge(): string {
  const { connection, lastSyncedAt } = useSyncView();
  const timeZone = useSettings()?.time_zone ?? 'UTC';
  const now = useNow();
  const at = connection === 'online' ? now : lastSyncedAt === null ? null : Date.parse(lastSyncedAt);
  if (at === null) return 'not synced yet';
  const isToday = now - at < 12 * 60 * 60 * 1000;
  return `as of ${new Intl.DateTimeFormat(undefined, {
    timeZone,
    ...(isToday ? {} : { dateStyle: 'medium' }),
    timeStyle: 'short',
  }).format(at)}`;
}
