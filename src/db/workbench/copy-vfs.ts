/** The file system under the workbench: one file, which is only read. Nothing below it could write. */
import { FacadeVFS } from '@journeyapps/wa-sqlite/src/FacadeVFS.js';

export interface ReadableFile {
  read(into: Uint8Array, options: { readonly at: number }): number;
  getSize(): number;
}

const ok = 0;
const cannotOpen = 14;
const shortRead = 10 | (2 << 8);
const notFound = 12;
const mainDatabase = 0x100;
/** SQLite then takes no locks and looks for no journal. */
const immutable = 0x2000;

/** The name under which the file is opened. */
export const copyName = 'copy';

export class CopyVfs extends FacadeVFS {
  readonly #file: ReadableFile;

  constructor(module: object, file: ReadableFile) {
    super('copy', module);
    this.#file = file;
  }

  override jOpen(_name: string | null, _fileId: number, flags: number, outFlags: DataView): number {
    if ((flags & mainDatabase) === 0) return cannotOpen;
    outFlags.setInt32(0, flags, true);
    return ok;
  }

  override jClose(): number {
    return ok;
  }

  override jRead(_fileId: number, into: Uint8Array, at: number): number {
    // What SQLite hands over stands for memory that may move; the browser wants the bytes themselves.
    const count = this.#file.read(into.subarray(), { at });
    if (count === into.byteLength) return ok;
    into.fill(0, count);
    return shortRead;
  }

  override jFileSize(_fileId: number, out: DataView): number {
    out.setBigInt64(0, BigInt(this.#file.getSize()), true);
    return ok;
  }

  override jAccess(_name: string, _flags: number, out: DataView): number {
    out.setInt32(0, 0, true);
    return ok;
  }

  override jLock(): number {
    return ok;
  }

  override jUnlock(): number {
    return ok;
  }

  override jFileControl(): number {
    return notFound;
  }

  override jDeviceCharacteristics(): number {
    return immutable;
  }
}
