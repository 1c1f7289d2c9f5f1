/**
 * Asks the browser to say when the network is back, where it can (R7.1-4).
 *
 *   unsent and offline ─► register ─► network ─► service worker ─► this tab: sync now
 *
 * Only while there is no network: with one, the browser would say so at once,
 * and a queue that backs off from a server in trouble would be tried at every sale.
 */
import { useEffect } from 'react';
import { useQueueSummary } from '#ui/hooks/use-queue-summary.ts';
import { useShop, useSyncView } from '#ui/shop-context.tsx';

/** As in public/background-sync.js. */
const tag = 'flux-outbox';

type WithSync = ServiceWorkerRegistration & {
  readonly sync?: { register(tag: string): Promise<void> };
};

export function useBackgroundSync(): void {
  const { store } = useShop();
  const isOffline = useSyncView().connection === 'offline';
  const queue = useQueueSummary(250);
  const pending = queue?.pending ?? 0;
  useEffect(() => {
    // At each of them: an earlier request may have been answered by a network that did not last.
    if (isOffline && pending > 0) void ask();
  }, [isOffline, pending]);
  useEffect(() => {
    const onMessage = ({ data }: MessageEvent<unknown>) => {
      if (isWakeUp(data)) store.syncNow();
    };
    navigator.serviceWorker?.addEventListener('message', onMessage);
    return () => navigator.serviceWorker?.removeEventListener('message', onMessage);
  }, [store]);
}

async function ask(): Promise<void> {
  const registration: WithSync | undefined = await navigator.serviceWorker?.ready;
  // Refused by a setting of the browser: the app finds the network by itself.
  await registration?.sync?.register(tag).catch(() => undefined);
}

function isWakeUp(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'sync_now';
}
