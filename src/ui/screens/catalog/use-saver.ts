import { useCallback, useEffect, useRef, useState } from 'react';
import { saveMasters } from '#commands/save-masters.ts';
import { undoOf, type MasterChange, type MasterEdit } from '#domain/master-edit.ts';
import type { Refusal } from '#domain/refusal.ts';
import { reportTrouble } from '#ui/background-trouble.ts';
import { editRefusalText } from '#ui/masters/edit-refusal.ts';
import { notify } from '#ui/parts/toast.tsx';
import { useCurrency, useShop } from '#ui/shop-context.tsx';
import { chunkSize, saveInChunks, type Outcome } from './save-in-chunks.ts';

interface Words {
  /** Of a number of records: 'Archived 3 items'. */
  readonly done: (count: number) => string;
  readonly detail?: string;
}

export interface Saver {
  /** Null where it was saved, or nothing changed; else why not, and nothing of the last chunk was. */
  readonly save: (changes: readonly MasterChange[], words: Words) => Promise<Refusal | null>;
  /** While more than a moment's work is being saved. */
  readonly progress: Progress | null;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly cancel: () => void;
}

/** Saves, says so, and offers to undo it. */
export function useSaver(): Saver {
  const { till } = useShop();
  const currency = useCurrency();
  const [progress, setProgress] = useState<Progress | null>(null);
  const current = useRef(till);
  useEffect(() => {
    current.current = till;
  });

  const run = useCallback(async (changes: readonly MasterChange[]): Promise<Outcome> => {
    const cancelling = new AbortController();
    const total = changes.length;
    const onProgress = (done: number) =>
      setProgress(done < total ? { done, total, cancel: () => cancelling.abort() } : null);
    // A chunk is saved in a moment: a dialog for it would only flash, and take the focus.
    if (total > chunkSize) onProgress(0);
    try {
      const save = (chunk: readonly MasterChange[]) => saveMasters(current.current, chunk);
      return await saveInChunks(changes, { save, onProgress, cancelled: cancelling.signal });
    } finally {
      setProgress(null);
    }
  }, []);

  const undo = useCallback(
    async (edits: readonly MasterEdit[]) => {
      const changes = undoOf(edits);
      const { done, refusal } = await run(changes);
      if (refusal)
        notify({ tone: 'bad', title: 'Not undone', text: textOf(editRefusalText(refusal, currency)) });
      else if (done < changes.length) notify({ title: `Undone for ${done} of ${changes.length}` });
      else notify({ tone: 'good', title: 'Undone' });
    },
    [run, currency],
  );

  const save = useCallback(
    async (changes: readonly MasterChange[], words: Words) => {
      const { edits, done, refusal } = await run(changes);
      const ids = new Set(edits.map(({ id }) => id));
      const rest = changes.length - done;
      if (ids.size > 0) {
        notify({
          tone: 'good',
          title: words.done(ids.size),
          text: rest > 0 ? `${rest} are as they were.` : (words.detail ?? 'It goes to the server by itself.'),
          // A batch cannot be archived: what was made by mistake stays unused.
          ...(undoOf(edits).length > 0
            ? { action: { label: 'Undo', run: () => void undo(edits).catch(reportTrouble) } }
            : {}),
        });
      } else if (refusal === null) notify({ title: 'Nothing changed' });
      return refusal;
    },
    [run, undo],
  );
  return { save, progress };
}

function textOf({ title, advice }: { readonly title: string; readonly advice: string }): string {
  return `${title}. ${advice}`;
}
