import type { FileHandle } from '#db/vfs/collected-writes.ts';

declare global {
  /** Of workers; TypeScript's types of a page do not have it. */
  interface FileSystemFileHandle {
    createSyncAccessHandle(): Promise<FileHandle>;
  }
}
