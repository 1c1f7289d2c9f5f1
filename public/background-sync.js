/**
 * Part of the service worker. The browser says that there is a network again
 * (Background Sync): open tabs, which may sleep behind others, are woken to
 * send. With none open nothing happens: documents are sent by the app itself.
 */
self.addEventListener('sync', (event) => {
  if (event.tag !== 'flux-outbox') return;
  const wake = async () => {
    for (const tab of await self.clients.matchAll({ type: 'window' })) tab.postMessage({ kind: 'sync_now' });
  };
  event.waitUntil(wake());
});
