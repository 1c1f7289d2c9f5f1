/** What `own-coop-sync.ts` relies on; upstream has no types for this file. */
declare module '@journeyapps/wa-sqlite/src/examples/OPFSCoopSyncVFS.js' {
  interface Handle {
    read(into: Uint8Array, options: { readonly at: number }): number;
    write(from: Uint8Array, options: { readonly at: number }): number;
    truncate(byteLength: number): void;
    getSize(): number;
    flush(): void;
    close(): void;
  }

  interface PersistentFile {
    /** Null where the file could not be had at all. */
    fileHandle: { createSyncAccessHandle(): Promise<Handle> } | null;
    /** Null while another tab has the files. */
    accessHandle: Handle | null;
    /** Over which other tabs ask for the files. */
    readonly handleRequestChannel: BroadcastChannel;
  }

  interface OpenFile {
    readonly path: string;
    readonly flags: number;
    readonly persistentFile: PersistentFile | null | undefined;
    /** Read and written instead of the persistent file's, where there is one. */
    accessHandle: Handle | undefined;
  }

  export class OPFSCoopSyncVFS {
    static create(name: string, module: object): Promise<OPFSCoopSyncVFS>;
    readonly mapIdToFile: ReadonlyMap<number, OpenFile>;
    /** By path; each is set once, before it is first opened. */
    persistentFiles: Map<string, PersistentFile>;
    /** Paths that exist for SQLite: the files themselves are always there. */
    readonly accessiblePaths: Set<string>;
    lastError: unknown;
    jOpen(name: string | null, fileId: number, flags: number, outFlags: DataView): number;
    jClose(fileId: number): number;
    jAccess(name: string, flags: number, out: DataView): number;
    jDelete(name: string, syncDir: number): number;
  }
}
