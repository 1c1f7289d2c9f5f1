/** The browser's side of `platform.ts`. */
import { durableStorage } from './durable-storage.ts';
import { deleteDatabase, openDatabase } from './open-database.ts';
import type { Platform, TabChannel, TabMessage } from './platform.ts';
import { webPinStore } from './web-pin-store.ts';

/** Before anything else: it brings back what localStorage has lost. `onError`: what nobody awaits. */
export async function webPlatform(onError: (error: unknown) => void): Promise<Platform> {
  const storage = await durableStorage(localStorage, onError);
  return {
    storage,
    pins: webPinStore(),
    network: {
      isUp: () => navigator.onLine,
      onChange(listener) {
        const events = ['online', 'offline'] as const;
        for (const event of events) addEventListener(event, listener);
        return () => {
          for (const event of events) removeEventListener(event, listener);
        };
      },
    },
    fetch: (input, init) => fetch(input, init),
    now: () => Date.now(),
    openChannel,
    withLock: (name, signal, work) => navigator.locks.request(name, { signal }, work),
    openDatabase: (name) => openDatabase(name, storage),
    deleteDatabase: (name) => deleteDatabase(name, storage),
  };
}

/** BroadcastChannel reaches the other tabs; the sender hears itself too, which it does not do by itself. */
export function openChannel(name: string): TabChannel {
  const channel = new BroadcastChannel(name);
  const listeners = new Set<(message: TabMessage) => void>();
  const tell = (message: TabMessage) => {
    for (const listener of listeners) listener(message);
  };
  channel.addEventListener('message', (event: MessageEvent<TabMessage>) => tell(event.data));
  return {
    send(message) {
      channel.postMessage(message);
      tell(message);
    },
    onMessage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => channel.close(),
  };
}
