/**
 * Saves any number of changes, some hundreds at a time, so that the till sells
 * between them. What was saved before it stopped stays saved.
 */
import type { MasterChange, MasterEdit } from '#domain/master-edit.ts';
import type { Refusal, Refused } from '#domain/refusal.ts';

interface Saved {
  readonly kind: 'saved';
  readonly edits: readonly MasterEdit[];
}

export interface Saving {
  readonly save: (changes: readonly MasterChange[]) => Promise<Saved | Refused>;
  /** After each chunk: how many of the changes are through. */
  readonly onProgress: (done: number) => void;
  /** Ends it after the chunk that is being saved. */
  readonly cancelled: AbortSignal;
}

export interface Outcome {
  readonly edits: readonly MasterEdit[];
  /** Of the changes, how many were looked at; all of them unless it stopped. */
  readonly done: number;
  readonly refusal: Refusal | null;
}

export const chunkSize = 500;

export async function saveInChunks(changes: readonly MasterChange[], saving: Saving): Promise<Outcome> {
  const edits: MasterEdit[] = [];
  let done = 0;
  while (done < changes.length && !saving.cancelled.aborted) {
    const chunk = changes.slice(done, done + chunkSize);
    const saved = await saving.save(chunk);
    if (saved.kind === 'refused') return { edits, done, refusal: saved.refusal };
    edits.push(...saved.edits);
    done += chunk.length;
    saving.onProgress(done);
  }
  return { edits, done, refusal: null };
}
