/**
 * Opens the database of a user and location in the browser.
 *
 * OPFSCoopSyncVFS, wrapped by `vfs/`, flushes each commit to the disk and lets
 * several tabs work on one file. Where OPFS is missing (private windows of some browsers),
 * IDBBatchAtomicVFS keeps it in IndexedDB, with strict durability. The choice
 * is remembered per file: the other one would open an empty database.
 */
import { PowerSyncDatabase, WASQLiteVFS, type CommonPowerSyncDatabase } from '@powersync/web';
import { deviceSchema } from '#schema/device-schema.ts';
import { initDatabase } from './damage.ts';
import { takeDatabaseWorker } from './early-worker.ts';
import type { KeyValueStore } from './platform.ts';
import { removeCopiesOf } from './workbench/copy-files.ts';

export type StorageKind = 'opfs' | 'indexeddb';

export async function openDatabase(name: string, storage: KeyValueStore): Promise<CommonPowerSyncDatabase> {
  const kind = await storageKindOf(name, storage);
  const isOpfs = kind === 'opfs';
  const power = new PowerSyncDatabase({
    schema: deviceSchema,
    database: {
      dbFilename: name,
      vfs: isOpfs ? WASQLiteVFS.OPFSCoopSyncVFS : WASQLiteVFS.IDBBatchAtomicVFS,
      ...(isOpfs ? { worker: takeDatabaseWorker } : {}),
      enableMultiTabs: typeof SharedWorker === 'function',
      // No preparedStatementsCache: SDK 2.4 caches a statement that failed without resetting it. Its error
      // comes again at the next use, and the file lock that it keeps can shut another tab out for ever.
    },
  });
  await initDatabase(power);
  forgetWorker(power);
  // Said, not assumed: a VFS may start with less and report more. 'extra' flushes the end of a transaction
  // too: a journal that came back after a power cut would take back the sale that it belonged to.
  await power.execute('pragma synchronous = extra');
  return power;
}

/** The SDK sends its options to the sync worker; a function cannot be sent. */
function forgetWorker({ database }: CommonPowerSyncDatabase): void {
  if (!('getConfiguration' in database)) throw new Error('The SDK keeps its options elsewhere.');
  const options = (database as { getConfiguration(): { worker?: unknown } }).getConfiguration();
  delete options.worker;
}

/** Whether it is a file of the browser's private file system. */
export function isInFile(name: string, storage: KeyValueStore): boolean {
  return storage.getItem(keyOf(name)) === 'opfs';
}

/** After close(). Rejects while another tab still has the file open. */
export async function deleteDatabase(name: string, storage: KeyValueStore): Promise<void> {
  const kind = storage.getItem(keyOf(name));
  if (kind === 'opfs') {
    const root = await navigator.storage.getDirectory();
    for (const file of [name, `${name}-journal`, `${name}-wal`]) await removeIfThere(root, file);
    await removeCopiesOf(name, root);
  } else if (kind === 'indexeddb') {
    await deleteIndexedDatabase(name);
  }
  storage.removeItem(keyOf(name));
}

async function storageKindOf(name: string, storage: KeyValueStore): Promise<StorageKind> {
  const known = storage.getItem(keyOf(name));
  if (known === 'opfs' || known === 'indexeddb') return known;
  const kind = (await hasOpfs()) ? 'opfs' : 'indexeddb';
  storage.setItem(keyOf(name), kind);
  return kind;
}

function keyOf(name: string): string {
  return `flux.storage.${name}`;
}

/** Firefox and Safari have the method in private windows too, and refuse the call. */
async function hasOpfs(): Promise<boolean> {
  if (typeof navigator.storage?.getDirectory !== 'function') return false;
  return navigator.storage.getDirectory().then(
    () => true,
    () => false,
  );
}

async function removeIfThere(directory: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await directory.removeEntry(name);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
  }
}

function deleteIndexedDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () =>
      reject(request.error ?? new Error('The database was not deleted.')),
    );
    request.addEventListener('blocked', () => reject(new Error('Another tab still has the database open.')));
  });
}
