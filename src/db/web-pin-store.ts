/** PINs and their key in IndexedDB, the one place that keeps a key which cannot be read out. */
import { newDeviceKey, type PinRecord, type PinStore } from './pin-store.ts';

const databaseName = 'flux-pins';
const keyName = 'device';
/** A browser that never answers is one that keeps nothing: a shop must open. Long, since that opens it unlocked. */
const openTimeoutMs = 30_000;

type Stores = { readonly keys: IDBObjectStore; readonly people: IDBObjectStore };

export function webPinStore(): PinStore {
  // At once: it opens while everything else of a start is under way.
  const database = openDatabase();
  /** What `work` asked for, once it is on the disk. */
  const within = async <T>(mode: IDBTransactionMode, work: (stores: Stores) => () => T): Promise<T> => {
    const found = await database;
    if (!found) throw new Error('This browser keeps no keys: IndexedDB is refused.');
    const transaction = found.transaction(['keys', 'people'], mode, { durability: 'strict' });
    const answer = work({
      keys: transaction.objectStore('keys'),
      people: transaction.objectStore('people'),
    });
    return new Promise((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve(answer()));
      transaction.addEventListener('abort', () => reject(transaction.error));
    });
  };
  return {
    async key() {
      const fresh = await newDeviceKey();
      return within('readwrite', ({ keys }) => {
        const known: IDBRequest<CryptoKey | undefined> = keys.get(keyName);
        known.addEventListener('success', () => {
          if (!known.result) keys.put(fresh, keyName);
        });
        return () => known.result ?? fresh;
      });
    },
    async all() {
      if (!(await database)) return [];
      return within('readonly', ({ people }) => {
        const found: IDBRequest<PinRecord[]> = people.getAll();
        return () => found.result;
      });
    },
    change: (locationId, userId, alter) =>
      within('readwrite', ({ people }) => {
        const id = [locationId, userId];
        const known: IDBRequest<PinRecord | undefined> = people.get(id);
        known.addEventListener('success', () => {
          const next = alter(known.result ?? null);
          if (next) people.put(next);
          else people.delete(id);
        });
        return () => undefined;
      }),
    async clear(locationId) {
      if (!(await database)) return;
      await within('readwrite', ({ people, keys }) => {
        people.delete(IDBKeyRange.bound([locationId], [locationId, []]));
        const left = people.count();
        left.addEventListener('success', () => {
          if (left.result === 0) keys.clear();
        });
        return () => undefined;
      });
    },
  };
}

/** Null where the browser refuses it, as private windows of some do. */
function openDatabase(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(null);
    setTimeout(giveUp, openTimeoutMs);
    if (typeof indexedDB === 'undefined') return giveUp();
    const request = indexedDB.open(databaseName, 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('keys');
      request.result.createObjectStore('people', { keyPath: ['location_id', 'user_id'] });
    });
    request.addEventListener('success', () => {
      const database = request.result;
      database.addEventListener('versionchange', () => database.close());
      resolve(database);
    });
    request.addEventListener('error', giveUp);
  });
}
