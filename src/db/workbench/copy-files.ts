/** The copies that workbenches make of a database, as files beside it. A copy is of one tab, and lives no longer. */
import type { FileHandle } from '#db/vfs/collected-writes.ts';
import { copyDatabase, type Copied, type CopyOptions } from './copy-file.ts';

const mark = '-copy-';

/** Begins the names of a tab's copies, and names the lock that the tab holds while it has any. */
export function copyPrefix(database: string, tab: string): string {
  return `${database}${mark}${tab}`;
}

export async function makeCopy(database: string, copy: string, options: CopyOptions): Promise<Copied | null> {
  const root = await navigator.storage.getDirectory();
  const files = await Promise.all([root.getFileHandle(database), journalOf(root, database)]);
  const [file, journal] = files;
  const source = {
    database: () => file.getFile(),
    journal: async () => (await journal?.getFile()) ?? { size: 0, lastModified: 0 },
  };
  const handle = await (await root.getFileHandle(copy, { create: true })).createSyncAccessHandle();
  const sink = {
    write(bytes: Uint8Array<ArrayBuffer>, at: number) {
      if (handle.write(bytes, { at }) !== bytes.length)
        throw new DOMException('No room.', 'QuotaExceededError');
    },
    end(size: number) {
      handle.truncate(size);
      handle.flush();
    },
  };
  let copied: Copied | null = null;
  try {
    copied = await copyDatabase(source, sink, options);
    return copied;
  } finally {
    handle.close();
    if (!copied) await root.removeEntry(copy);
  }
}

/** The till's file system makes it with the database; a database that was never opened has none. */
async function journalOf(root: FileSystemDirectoryHandle, database: string) {
  return root.getFileHandle(`${database}-journal`).catch(() => null);
}

/** Those of tabs that are gone: whoever has one holds the lock of its prefix. */
export async function removeStaleCopies(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  for (const name of await copiesIn(root)) {
    const prefix = name.slice(0, name.lastIndexOf('.'));
    await navigator.locks.request(prefix, { ifAvailable: true }, async (lock) => {
      if (lock) await removeFile(root, name);
    });
  }
}

/** All of a database that goes itself. */
export async function removeCopiesOf(database: string, root: FileSystemDirectoryHandle): Promise<void> {
  for (const name of await copiesIn(root)) if (name.startsWith(database + mark)) await removeFile(root, name);
}

export async function removeCopies(prefix: string, except?: string): Promise<void> {
  const root = await navigator.storage.getDirectory();
  for (const name of await copiesIn(root))
    if (name.startsWith(prefix) && name !== except) await removeFile(root, name);
}

async function copiesIn(root: FileSystemDirectoryHandle): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const [name] of root.entries()) if (name.includes(mark)) names.push(name);
  return names;
}

/** A worker that was ended closes its files a moment later. */
async function removeFile(root: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let pauseMs = 5; ; pauseMs *= 2) {
    try {
      await root.removeEntry(name);
      return;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return;
      if (!isOpenElsewhere(error) || pauseMs > 2000) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Patient for the same reason. */
export async function openCopy(name: string): Promise<FileHandle> {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle(name);
  for (let pauseMs = 5; ; pauseMs *= 2) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (!isOpenElsewhere(error) || pauseMs > 5000) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

function isOpenElsewhere(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NoModificationAllowedError';
}
