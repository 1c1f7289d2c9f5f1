/**
 * Copies the file of a database that others go on writing to, without asking
 * any of them to wait.
 *
 *   stamp ─► read all, piece by piece ─► stamp: the same? ── yes ─► a copy of one moment
 *     ▲                                        │ no
 *     └──────────────── a moment later ◄───────┘
 *
 * SQLite writes to the database only while its rollback journal has content
 * (`own-coop-sync.ts`: it is flushed before, and emptied after), and each
 * transaction counts up in the header. So nothing was written between two
 * stamps that are the same and have no journal. The times of both files are
 * compared besides, for a transaction that wrote and was rolled back.
 */
export interface CopySource {
  /** Of now. Asked anew for every piece: a browser may refuse to read what has changed since. */
  database(): Promise<Blob & { readonly lastModified: number }>;
  journal(): Promise<{ readonly size: number; readonly lastModified: number }>;
}

export interface CopySink {
  /** Throws where there is no room. */
  write(bytes: Uint8Array, at: number): void;
  /** All that was asked to be written is on its way to the disk, and no more. */
  end(size: number): void;
}

export interface Copied {
  readonly bytes: number;
  /** When the till's file was as it is in the copy. */
  readonly atMs: number;
}

export interface CopyOptions {
  readonly tries: number;
  readonly onProgress: (doneBytes: number, allBytes: number) => void;
}

const pieceBytes = 4 * 1024 * 1024;
const headerBytes = 100;
const longestPauseMs = 200;
const magic = 'SQLite format 3\0';

export class NoDatabase extends Error {}

/** Null where the file never stood still for long enough. Rejects with what the browser or the sink says. */
export async function copyDatabase(
  source: CopySource,
  sink: CopySink,
  { tries, onProgress }: CopyOptions,
): Promise<Copied | null> {
  for (let tried = 1; tried <= tries; tried += 1) {
    const copied = await copyOnce(source, sink, onProgress);
    if (copied) return copied;
    await new Promise((resolve) => setTimeout(resolve, Math.min(longestPauseMs, tried * 10)));
  }
  return null;
}

async function copyOnce(
  source: CopySource,
  sink: CopySink,
  onProgress: CopyOptions['onProgress'],
): Promise<Copied | null> {
  const atMs = Date.now();
  const before = await stampOf(source);
  if (!before) return null;
  const { size } = before;
  for (let at = 0; at < size; at += pieceBytes) {
    const piece = await pieceOf(source, before, at);
    if (!piece) return null;
    sink.write(piece, at);
    onProgress(Math.min(size, at + pieceBytes), size);
  }
  const after = await stampOf(source);
  if (after?.text !== before.text) return null;
  sink.end(size);
  return { bytes: size, atMs };
}

interface Stamp {
  readonly text: string;
  readonly size: number;
  readonly lastModified: number;
}

/** The journal is looked at on both sides of the header: none of them may be of a transaction that goes on. */
async function stampOf(source: CopySource): Promise<Stamp | null> {
  const journalBefore = await source.journal();
  const file = await source.database();
  const header = await bytesOf(file.slice(0, headerBytes));
  const journalAfter = await source.journal();
  if (!header || journalBefore.size + journalAfter.size > 0) return null;
  if (header.length < headerBytes || String.fromCharCode(...header.subarray(0, magic.length)) !== magic)
    throw new NoDatabase('The file is no database.');
  const { size, lastModified } = file;
  const times = [lastModified, journalBefore.lastModified, journalAfter.lastModified];
  return { text: [size, ...times, ...header].join(' '), size, lastModified };
}

async function pieceOf(
  source: CopySource,
  { size, lastModified }: Stamp,
  at: number,
): Promise<Uint8Array | null> {
  const file = await source.database();
  if (file.size !== size || file.lastModified !== lastModified) return null;
  const piece = await bytesOf(file.slice(at, at + pieceBytes));
  return piece?.length === Math.min(pieceBytes, size - at) ? piece : null;
}

/** Null where the file has changed since it was asked for. */
async function bytesOf(blob: Blob): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotReadableError') return null;
    throw error;
  }
}
