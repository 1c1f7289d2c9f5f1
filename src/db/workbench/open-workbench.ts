/**
 * A tab's workbench: its copy, the worker that has it open, and their ends.
 *
 *   refresh ─► a worker of its own copies ─► a new worker opens the new copy ─► the old ones go
 *   stop ─► the worker goes, whatever it does; the next query opens the same copy in a new one
 */
import {
  fileRows,
  keptRows,
  type CopiedTable,
  type CopyState,
  type CopyTrouble,
  type CsvEnd,
  type QueryEnd,
  type Workbench,
} from '#schema/workbench.ts';
import { isStorageFull } from '#db/storage-error.ts';
import type { Copied } from './copy-file.ts';
import { copyPrefix, removeCopies, removeStaleCopies } from './copy-files.ts';
import type { Note } from './protocol.ts';
import { readableTables } from './readable-tables.ts';
import { startWorker, WorkerStopped, type WorkerClient } from './worker-client.ts';

export interface WorkbenchParts {
  /** The file's name. */
  readonly database: string;
  /** Whether it is a file that can be copied. */
  readonly isFile: boolean;
  /** Runs `copy` while nothing else uses the database. */
  readonly hold: <T>(copy: () => Promise<T>) => Promise<T>;
}

/** Some 10 s of a till that never rests. */
const freeTries = 60;
/** What is copied in a moment too short for a cashier to notice. */
const mostHeldBytes = 32 * 1024 * 1024;

export async function openWorkbench(parts: WorkbenchParts): Promise<Workbench> {
  const prefix = copyPrefix(parts.database, crypto.randomUUID());
  if (!parts.isFile) return new TabWorkbench(parts, prefix, () => undefined);
  let release: () => void = () => undefined;
  await new Promise<void>((held, failed) => {
    const until = new Promise<void>((resolve) => (release = resolve));
    navigator.locks.request(prefix, async () => (held(), until)).catch(failed);
  });
  await removeStaleCopies();
  return new TabWorkbench(parts, prefix, release);
}

interface OpenCopy {
  readonly worker: WorkerClient;
  readonly tables: readonly CopiedTable[];
}

async function openIn(worker: WorkerClient, copy: string | null): Promise<OpenCopy> {
  try {
    if (copy === null) throw new Error('There is no copy yet.');
    return { worker, tables: await worker.ask({ kind: 'open', copy, tables: readableTables }) };
  } catch (error) {
    worker.end();
    throw error;
  }
}

class TabWorkbench implements Workbench {
  readonly #parts: WorkbenchParts;
  readonly #prefix: string;
  readonly #release: () => void;
  readonly #listeners = new Set<() => void>();
  #state: CopyState = { copy: null, making: null, trouble: null };
  #copyNumber = 0;
  #copyFile: string | null = null;
  #opening: Promise<OpenCopy> | null = null;
  #copier: WorkerClient | null = null;
  #isClosed = false;

  constructor(parts: WorkbenchParts, prefix: string, release: () => void) {
    this.#parts = parts;
    this.#prefix = prefix;
    this.#release = release;
  }

  readonly state = (): CopyState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async refresh(): Promise<void> {
    if (this.#state.making || this.#isClosed) return;
    if (!this.#parts.isFile) return this.#say({ trouble: { kind: 'unsupported', message: '' } });
    this.#say({ making: { doneBytes: 0, allBytes: 0 }, trouble: null });
    this.#copyNumber += 1;
    const file = `${this.#prefix}.${this.#copyNumber}`;
    this.#copier = startWorker();
    try {
      const copied = await this.#copy(this.#copier, file);
      if (copied) await this.#use(file, copied);
      else this.#say({ making: null, trouble: { kind: 'busy', message: '' } });
    } catch (error) {
      if (error instanceof WorkerStopped) return;
      this.#say({ making: null, trouble: troubleOf(error) });
    } finally {
      this.#copier.end();
      this.#copier = null;
    }
  }

  /** Without asking anybody to wait; where that fails and it is short, once while all wait. */
  async #copy(copier: WorkerClient, copy: string): Promise<Copied | null> {
    let bytes = Number.POSITIVE_INFINITY;
    const onNote = (note: Note) => {
      if (note.kind !== 'copied') return;
      bytes = note.allBytes;
      this.#say({ making: { doneBytes: note.doneBytes, allBytes: note.allBytes } });
    };
    const { database, hold } = this.#parts;
    const free = await copier.ask({ kind: 'copy', database, copy, tries: freeTries }, onNote);
    if (free || bytes > mostHeldBytes) return free;
    return hold(() => copier.ask({ kind: 'copy', database, copy, tries: 1 }, onNote));
  }

  async #use(file: string, { bytes, atMs }: Copied): Promise<void> {
    if (this.#isClosed) return;
    this.stop();
    this.#copyFile = file;
    const { tables } = await this.#opened();
    this.#say({ copy: { bytes, atMs, tables }, making: null });
    await removeCopies(this.#prefix, file);
  }

  #opened(): Promise<OpenCopy> {
    this.#opening ??= openIn(startWorker(), this.#copyFile);
    return this.#opening;
  }

  readonly run: Workbench['run'] = (query, on) =>
    this.#ask<QueryEnd>(async (worker) =>
      worker.ask({ kind: 'run', query, limit: keptRows }, (note) => {
        if (note.kind === 'columns') on.columns(note.names);
        if (note.kind === 'rows') on.rows(note.rows);
      }),
    );

  readonly writeCsv: Workbench['writeCsv'] = (query, form, onProgress) =>
    this.#ask<CsvEnd>(async (worker) =>
      worker.ask({ kind: 'csv', query, form, limit: fileRows }, (note) => {
        if (note.kind === 'written') onProgress(note.rows);
      }),
    );

  async #ask<End>(act: (worker: WorkerClient) => Promise<End>): Promise<End | { readonly kind: 'stopped' }> {
    const opening = this.#opened();
    try {
      return await act((await opening).worker);
    } catch (error) {
      // A worker that failed answers nothing any more.
      if (this.#opening === opening) this.stop();
      if (error instanceof WorkerStopped) return { kind: 'stopped' };
      throw error;
    }
  }

  readonly stop = (): void => {
    const opening = this.#opening;
    this.#opening = null;
    opening?.then(
      ({ worker }) => worker.end(),
      () => undefined,
    );
  };

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#listeners.clear();
    this.#copier?.end();
    this.stop();
    try {
      if (this.#parts.isFile) await removeCopies(this.#prefix);
    } finally {
      this.#release();
    }
  }

  #say(change: Partial<CopyState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function troubleOf(error: unknown): NonNullable<CopyState['trouble']> {
  const kind: CopyTrouble = isStorageFull(error) ? 'full' : 'unreadable';
  return { kind, message: error instanceof Error ? error.message : String(error) };
}
