/**
 * A few values in IndexedDB, whose strict transactions end on the disk. A
 * removed key stays as null: that it is gone is a fact to keep, too.
 */
export interface Mirror {
  readAll(): Promise<ReadonlyMap<string, string | null>>;
  /** Resolves when the value would survive a power cut. Writes take effect in the order of the calls. */
  write(key: string, value: string | null): Promise<void>;
}

const databaseName = 'flux-device';
const storeName = 'values';
/** Some browsers never answer the first request of a page; a start waits no longer than this. */
const openTimeoutMs = 1000;

/** Null where the browser refuses IndexedDB, as private windows of some do. */
export async function openMirror(): Promise<Mirror | null> {
  const database = await openDatabase();
  return database && mirrorIn(database);
}

function mirrorIn(database: IDBDatabase): Mirror {
  return {
    readAll: () =>
      new Promise((resolve, reject) => {
        const transaction = database.transaction(storeName);
        const store = transaction.objectStore(storeName);
        const keys = store.getAllKeys();
        const values = store.getAll();
        transaction.addEventListener('complete', () =>
          resolve(
            new Map(keys.result.map((key, index) => [textOf(key) ?? '', textOf(values.result[index])])),
          ),
        );
        transaction.addEventListener('abort', () => reject(transaction.error));
      }),
    write: (key, value) =>
      new Promise((resolve, reject) => {
        const transaction = database.transaction(storeName, 'readwrite', { durability: 'strict' });
        transaction.objectStore(storeName).put(value, key);
        transaction.addEventListener('complete', () => resolve());
        transaction.addEventListener('abort', () => reject(transaction.error));
      }),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function openDatabase(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(null);
    setTimeout(giveUp, openTimeoutMs);
    if (typeof indexedDB === 'undefined') return giveUp();
    const request = indexedDB.open(databaseName, 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(storeName));
    request.addEventListener('success', () => {
      const database = request.result;
      // A newer build in another tab wants to change it; this page goes on without.
      database.addEventListener('versionchange', () => database.close());
      resolve(database);
    });
    request.addEventListener('error', giveUp);
  });
}
