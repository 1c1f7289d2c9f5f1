/** The files of a database, whose opening waits until a tab that has died has let go of them. */
import type { FileHandle } from './collected-writes.ts';

export interface SharedFile {
  /** Null where the file could not be had at all. */
  fileHandle: { createSyncAccessHandle(): Promise<FileHandle> } | null;
  accessHandle: FileHandle | null;
}

/** A browser closes the files of a dead tab within milliseconds; a busy machine, within a second. */
const longestWaitMs = 10_000;
const firstPauseMs = 5;

export class PatientFiles<File extends SharedFile> extends Map<string, File> {
  override set(path: string, file: File): this {
    const { fileHandle } = file;
    if (fileHandle) file.fileHandle = { createSyncAccessHandle: () => open(file, fileHandle) };
    return super.set(path, file);
  }
}

async function open(file: SharedFile, from: NonNullable<SharedFile['fileHandle']>): Promise<FileHandle> {
  const end = Date.now() + longestWaitMs;
  for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
    // Left by an earlier try of which another file failed: nobody else would ever close it.
    file.accessHandle?.close();
    file.accessHandle = null;
    try {
      return await from.createSyncAccessHandle();
    } catch (error) {
      if (!isOpenElsewhere(error) || Date.now() + pauseMs > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

function isOpenElsewhere(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NoModificationAllowedError';
}
