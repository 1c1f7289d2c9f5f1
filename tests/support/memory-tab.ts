/** For tests: tabs of one browser, each with SQLite on the app's file system, over a disk in memory. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Factory } from '@journeyapps/wa-sqlite';
import SQLiteModule from '@journeyapps/wa-sqlite/dist/wa-sqlite.mjs';
import { vi } from 'vitest';
import { MemoryDisk } from './memory-disk.ts';
import { OPFSCoopSyncVFS } from '#db/vfs/own-coop-sync.ts';

const wasmFile = createRequire(import.meta.url).resolve('@journeyapps/wa-sqlite/dist/wa-sqlite.wasm');
const compiled = await WebAssembly.compile(await readFile(wasmFile));

export interface Tab {
  run(sql: string): Promise<unknown[][]>;
  close(): Promise<void>;
  /** It answers nobody any more; its locks and files are the disk's to free. */
  die(): void;
}

/** Stands in for what a browser gives a worker: files and locks. `vi.unstubAllGlobals()` takes it away. */
export function installDisk(): MemoryDisk {
  const disk = new MemoryDisk();
  const root = {
    async *values() {},
    getDirectoryHandle: async () => root,
    resolve: async ({ name }: { name: string }) => [name],
    getFileHandle: async (name: string) => ({
      name,
      getFile: async () => ({ size: disk.file(name).content.byteLength }),
      createSyncAccessHandle: async () => {
        await disk.opening(name);
        return name.endsWith('.tmp') ? new MemoryDisk().handle(name) : disk.handle(name);
      },
    }),
  };
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => root }, locks: locksOf(disk) });
  return disk;
}

/** One after the other by name. Whoever has died waits for nobody, and nobody for it. */
function locksOf(disk: MemoryDisk) {
  const last = new Map<string, Promise<unknown>>();
  disk.whenKilled = () => last.clear();
  return {
    request(name: string, act: (lock: object) => Promise<unknown>): Promise<unknown> {
      const done = (last.get(name) ?? Promise.resolve()).then(() => act({ name }));
      last.set(name, done);
      return done;
    },
  };
}

export async function openTab({ cachePages = 2000 } = {}): Promise<Tab> {
  const module: object = await SQLiteModule({
    instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
      done(new WebAssembly.Instance(compiled, imports));
      return {};
    },
  });
  const sqlite = Factory(module);
  const vfs = await OPFSCoopSyncVFS.create('memory', module);
  sqlite.vfs_register(vfs as unknown as SQLiteVFS, true);
  const db = await sqlite.open_v2('shop.db');
  const run = async (sql: string) => {
    const rows: unknown[][] = [];
    await sqlite.exec(db, sql, (row: unknown[]) => void rows.push(row));
    return rows;
  };
  await run(`pragma synchronous = extra; pragma temp_store = memory; pragma cache_size = ${cachePages}`);
  const die = () => {
    for (const { handleRequestChannel } of vfs.persistentFiles.values())
      handleRequestChannel.onmessage = null;
  };
  return { run, close: async () => void (await sqlite.close(db)), die };
}
