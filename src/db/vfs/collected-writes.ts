/**
 * A file whose small writes reach the disk in one piece.
 *
 *   write ─► collected, while each goes on where the last one ended
 *   read, getSize, truncate, flush, close, or a write elsewhere
 *         ─► what is collected is written first, then the call itself
 *
 * Nobody can tell the difference but by time: a handle of the browser is
 * exclusive, so whoever else opens the file does so after `close`. And what a
 * crash takes was never confirmed by a `flush`, so it could be lost anyway.
 *
 * What cannot be written is kept and every further look at the file fails:
 * SQLite must not roll back from a journal that has lost its end.
 */

/** What SQLite's file systems use of a `FileSystemSyncAccessHandle`. */
export interface FileHandle {
  read(into: Uint8Array, options: { readonly at: number }): number;
  write(from: Uint8Array, options: { readonly at: number }): number;
  truncate(byteLength: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

/** Some sixty pages of SQLite; a sale changes twenty. */
const sixtyPages = 256 * 1024;

export class CollectedWrites implements FileHandle {
  readonly #file: FileHandle;
  readonly #bytes: Uint8Array;
  #at = 0;
  #length = 0;

  constructor(file: FileHandle, capacityBytes = sixtyPages) {
    this.#file = file;
    this.#bytes = new Uint8Array(capacityBytes);
  }

  write(from: Uint8Array, { at }: { readonly at: number }): number {
    const capacity = this.#bytes.byteLength;
    const isNext = at === this.#at + this.#length && this.#length + from.byteLength <= capacity;
    if (!isNext) this.writeOut();
    if (from.byteLength > capacity) return this.#file.write(from, { at });
    if (this.#length === 0) this.#at = at;
    this.#bytes.set(from, this.#length);
    this.#length += from.byteLength;
    return from.byteLength;
  }

  read(into: Uint8Array, options: { readonly at: number }): number {
    this.writeOut();
    return this.#file.read(into, options);
  }

  truncate(byteLength: number): void {
    this.writeOut();
    this.#file.truncate(byteLength);
  }

  getSize(): number {
    this.writeOut();
    return this.#file.getSize();
  }

  flush(): void {
    this.writeOut();
    this.#file.flush();
  }

  close(): void {
    this.writeOut();
    this.#file.close();
  }

  /** Throws what the write threw, or that it was short. */
  writeOut(): void {
    if (this.#length === 0) return;
    const written = this.#file.write(this.#bytes.subarray(0, this.#length), { at: this.#at });
    if (written !== this.#length) throw new Error(`Only ${written} of ${this.#length} bytes were written.`);
    this.#length = 0;
  }
}
