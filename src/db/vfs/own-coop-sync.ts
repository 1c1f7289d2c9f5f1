/**
 * The file system under SQLite: the SDK's OPFSCoopSyncVFS with three changes
 * to the rollback journal, and one to how a tab takes the files from another.
 * The build puts this module in its place (`own-vfs-plugin.ts`).
 *
 *   open  ─► files whose last tab has just died are waited for
 *   jOpen    ─► the journal's many small writes reach the disk in one piece
 *   jAccess  ─► a journal is there if it has content, whoever wrote it
 *   jDelete  ─► the end of a transaction is flushed, where SQLite asks for it
 *
 * *Waited for.* When a tab dies, the browser frees its lock first and closes its
 * files a moment later. Upstream takes the lock, finds a file still open, fails
 * the statement, and keeps those of the three files that it got: every later
 * statement of the tab then fails on what the tab itself holds.
 *
 * *One piece.* SQLite writes each page into the journal as three writes, some
 * 60 a sale, each a call to the browser. It changes the database file only
 * after xSync of the journal has returned (`synchronous` normal or more), so
 * until then they may wait. SQLite closes the journal before it unlocks the
 * database, so nothing waits when the files go to another tab.
 *
 * *Whoever wrote it.* Upstream remembers in memory which journals exist. A tab
 * that dies amid a commit leaves one that a tab opened earlier knows nothing
 * of: it would go on with a half-written database.
 *
 * *Flushed.* A journal that comes back after a power cut takes the sale back
 * that it belonged to. `synchronous = extra` asks for this.
 */
import { OPFSCoopSyncVFS as Upstream } from '@journeyapps/wa-sqlite/src/examples/OPFSCoopSyncVFS.js';
import { CollectedWrites } from './collected-writes.ts';
import { PatientFiles } from './patient-files.ts';

const mainJournal = 0x800;
const ok = 0;
const ioErrorDelete = 10 | (10 << 8);
const ioErrorClose = 10 | (16 << 8);

export const OPFSCoopSyncVFS = {
  async create(name: string, module: object): Promise<Upstream> {
    const vfs = await Upstream.create(name, module);
    vfs.persistentFiles = new PatientFiles();
    collectJournal(vfs);
    findJournals(vfs);
    flushDeletes(vfs);
    return vfs;
  },
};

function collectJournal(vfs: Upstream): void {
  const open = vfs.jOpen.bind(vfs);
  const close = vfs.jClose.bind(vfs);
  const collected = new Map<number, CollectedWrites>();

  vfs.jOpen = (name, fileId, flags, outFlags) => {
    const code = open(name, fileId, flags, outFlags);
    const file = vfs.mapIdToFile.get(fileId);
    const handle = file?.persistentFile?.accessHandle;
    if (code === ok && (flags & mainJournal) !== 0 && file && handle) {
      const journal = new CollectedWrites(handle);
      file.accessHandle = journal;
      collected.set(fileId, journal);
    }
    return code;
  };

  vfs.jClose = (fileId) => {
    const journal = collected.get(fileId);
    collected.delete(fileId);
    const written = attempt(vfs, ioErrorClose, () => journal?.writeOut());
    return close(fileId) || written;
  };
}

function findJournals(vfs: Upstream): void {
  const access = vfs.jAccess.bind(vfs);
  vfs.jAccess = (name, flags, out) => {
    const path = pathOf(name);
    const handle = path.endsWith('-journal') ? vfs.persistentFiles.get(path)?.accessHandle : undefined;
    if (handle && handle.getSize() > 0) vfs.accessiblePaths.add(path);
    return access(name, flags, out);
  };
}

function flushDeletes(vfs: Upstream): void {
  const remove = vfs.jDelete.bind(vfs);
  vfs.jDelete = (name, syncDir) => {
    const code = remove(name, syncDir);
    if (code !== ok || syncDir === 0) return code;
    return attempt(vfs, ioErrorDelete, () => vfs.persistentFiles.get(pathOf(name))?.accessHandle?.flush());
  };
}

/** As upstream reads a name. */
function pathOf(name: string): string {
  return new URL(name, 'file://').pathname;
}

function attempt(vfs: Upstream, code: number, act: () => void): number {
  try {
    act();
    return ok;
  } catch (error) {
    vfs.lastError = error;
    return code;
  }
}
