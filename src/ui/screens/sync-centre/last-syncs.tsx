import { lastSyncs } from '#queries/catalog-progress.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { agoText } from '#ui/screens/queue/ago.ts';
import { Facts } from '#ui/screens/settings/facts.tsx';
import { useShop, useSyncView } from '#ui/shop-context.tsx';

/** 'tax_rates' as people say it. */
function kindWord(kind: string): string {
  const words = kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** When each kind of data was last complete. */
export function LastSyncs() {
  const { till } = useShop();
  const { lastSyncedAt } = useSyncView();
  const now = useNow();
  const { rows } = useLive(lastSyncs(till.db.read), 250);
  return (
    <Facts
      facts={[
        ['Last complete sync', lastSyncedAt ? agoText(lastSyncedAt, now) : 'Not yet'],
        ...rows.map((row) => [kindWord(row.entity_type), agoText(row.last_sync_at, now)] as const),
      ]}
    />
  );
}
