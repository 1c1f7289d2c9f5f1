import { expect, test } from 'vitest';
import type { MasterChange } from '#domain/master-edit.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { chunkSize, saveInChunks } from './save-in-chunks.ts';

const changes = Array.from({ length: 1201 }, (_, index): MasterChange => {
  return { table: 'items', kind: 'edit', id: String(index), columns: { price_minor: index } };
});

/** A shelf that saves what it is given, until it is full. */
function shelf(room = Infinity) {
  const kept: MasterChange[] = [];
  const save = async (
    chunk: readonly MasterChange[],
  ): Promise<{ kind: 'saved'; edits: (MasterChange & { previous: {} })[] } | Refused> => {
    if (kept.length + chunk.length > room) return refused({ kind: 'storage_full' });
    kept.push(...chunk);
    return { kind: 'saved', edits: chunk.map((change) => ({ ...change, previous: {} })) };
  };
  return { kept, save };
}

test('all of them, in order, with progress after each chunk', async () => {
  const { kept, save } = shelf();
  const progress: number[] = [];
  const outcome = await saveInChunks(changes, {
    save,
    onProgress: (done) => progress.push(done),
    cancelled: new AbortController().signal,
  });
  expect(progress).toEqual([chunkSize, 2 * chunkSize, 1201]);
  expect(kept).toEqual(changes);
  expect(outcome).toMatchObject({ done: 1201, refusal: null });
  expect(outcome.edits.map(({ id }) => id)).toEqual(changes.map(({ id }) => id));
});

test('cancelled between two chunks: what was saved is known, so that it can be undone', async () => {
  const { kept, save } = shelf();
  const cancelling = new AbortController();
  const outcome = await saveInChunks(changes, {
    save,
    onProgress: () => cancelling.abort(),
    cancelled: cancelling.signal,
  });
  expect(kept).toHaveLength(chunkSize);
  expect([outcome.done, outcome.edits.length]).toEqual([chunkSize, chunkSize]);
});

test('a chunk that is refused is not saved, and those before it are', async () => {
  const { kept, save } = shelf(700);
  const outcome = await saveInChunks(changes, {
    save,
    onProgress: () => {},
    cancelled: new AbortController().signal,
  });
  expect(kept).toHaveLength(chunkSize);
  expect(outcome).toMatchObject({ done: chunkSize, refusal: { kind: 'storage_full' } });
});
