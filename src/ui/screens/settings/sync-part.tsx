import { lastSyncs } from '#queries/catalog-progress.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { agoText, useNow } from '#ui/screens/queue/ago.ts';
import { useShop, useSyncView } from '#ui/shop-context.tsx';
import { Facts } from './facts.tsx';

/** When each kind of data was last complete. */
export function SyncPart() {
  const { till } = useShop();
  const { lastSyncedAt } = useSyncView();
  const now = useNow();
  const { rows } = useLive(lastSyncs(till.db.read), 250);
  const facts: (readonly [string, string])[] = [
    ['Last complete sync', lastSyncedAt ? agoText(lastSyncedAt, now) : 'Not yet'],
    ...rows.map((row) => [row.entity_type.replaceAll('_', ' '), agoText(row.last_sync_at, now)] as const),
  ];
  return <Facts facts={facts} />;
}
