/**
 * For tests: the browser's private files in memory, on a disk that can lose
 * power. What was not flushed when it does is lost, in part or whole.
 */
import type { FileHandle } from '#db/vfs/collected-writes.ts';

type Change = (content: Uint8Array) => Uint8Array;

/** Which of the changes since the last flush reached the disk all the same. */
type Survives = (index: number) => boolean;

export class DiskError extends Error {}

class MemoryFile {
  content = new Uint8Array();
  isOpen = false;
  #flushed = new Uint8Array();
  #unflushed: Change[] = [];

  change(apply: Change): void {
    this.content = new Uint8Array(apply(this.content));
    this.#unflushed.push(apply);
  }

  flush(): void {
    this.#flushed = this.content;
    this.#unflushed = [];
  }

  losePower(survives: Survives): void {
    const kept = this.#unflushed.filter((_, index) => survives(index));
    this.content = kept.reduce((content, apply) => new Uint8Array(apply(content)), this.#flushed);
    this.flush();
  }
}

export class MemoryDisk {
  /** What changed or flushed a file since `failsAfter`, as 'name write 4096'. */
  calls: string[] = [];
  /** Frees the locks of whoever has died. */
  whenKilled = (): void => {};
  /** How long the system takes to open a file. */
  opening = async (_name: string): Promise<void> => {};
  readonly #files = new Map<string, MemoryFile>();
  #callsLeft = Number.POSITIVE_INFINITY;

  /** From here on, no call after this many succeeds. */
  failsAfter(calls: number): void {
    this.calls = [];
    this.#callsLeft = calls;
  }

  file(name: string): MemoryFile {
    const known = this.#files.get(name) ?? new MemoryFile();
    this.#files.set(name, known);
    return known;
  }

  /** Exclusive, as the browser's. */
  handle(name: string): FileHandle {
    const file = this.file(name);
    if (file.isOpen) throw new DOMException(`${name} is open elsewhere.`, 'NoModificationAllowedError');
    file.isOpen = true;
    return {
      read(into, { at }) {
        const found = file.content.subarray(at, at + into.byteLength);
        into.set(found);
        return found.byteLength;
      },
      write: (from, { at }) => {
        this.#count(`${name} write ${from.byteLength}`);
        const bytes = from.slice();
        file.change((content) => written(content, bytes, at));
        return bytes.byteLength;
      },
      truncate: (byteLength) => {
        this.#count(`${name} truncate ${byteLength}`);
        file.change((content) => written(new Uint8Array(byteLength), content.subarray(0, byteLength), 0));
      },
      getSize: () => file.content.byteLength,
      flush: () => {
        this.#count(`${name} flush`);
        file.flush();
      },
      close: () => void (file.isOpen = false),
    };
  }

  /** Whoever had the files open is gone; what it wrote is with the system. */
  killTab(): void {
    this.losePower(() => true);
  }

  /** A tab has died and only these of its files are closed; the answer closes the others. */
  closeOnly(names: readonly string[]): () => void {
    this.whenKilled();
    const stuck = [...this.#files].filter(([name, { isOpen }]) => isOpen && !names.includes(name));
    for (const name of names) this.file(name).isOpen = false;
    return () => {
      for (const [, file] of stuck) file.isOpen = false;
    };
  }

  losePower(survives: Survives): void {
    for (const file of this.#files.values()) {
      file.losePower(survives);
      file.isOpen = false;
    }
    this.failsAfter(Number.POSITIVE_INFINITY);
    this.whenKilled();
  }

  snapshot(): ReadonlyMap<string, Uint8Array> {
    return new Map([...this.#files].map(([name, { content }]) => [name, content]));
  }

  restore(contents: ReadonlyMap<string, Uint8Array>): void {
    for (const [name, file] of this.#files) {
      file.change(() => contents.get(name) ?? new Uint8Array());
      file.flush();
      file.isOpen = false;
    }
  }

  #count(call: string): void {
    if (this.#callsLeft <= 0) throw new DiskError('The disk is gone.');
    this.#callsLeft -= 1;
    this.calls.push(call);
  }
}

function written(content: Uint8Array, bytes: Uint8Array, at: number): Uint8Array {
  const grown = new Uint8Array(Math.max(content.byteLength, at + bytes.byteLength));
  grown.set(content);
  grown.set(bytes, at);
  return grown;
}
