/**
 * Writes a note as it is typed. Saves run one after another; of those that pile
 * up only the newest is written. A note with nothing on it is no draft.
 */
import { discardDraft, saveDraft } from '#commands/save-draft.ts';
import type { Till } from '#commands/till.ts';
import { isEmptyNote, type NoteDraft } from '#domain/note-draft.ts';
import type { Refusal } from '#domain/refusal.ts';

export interface DraftSaver {
  readonly save: (draft: NoteDraft) => void;
  /** Settles when nothing is left to save: posting waits for it. */
  readonly saved: () => Promise<void>;
}

export function draftSaver(
  till: Till,
  onSaved: (unsaved: Refusal | null) => void,
  onCrash: (error: unknown) => void,
): DraftSaver {
  let waiting: NoteDraft | null = null;
  let saving: Promise<void> | null = null;
  const write = async (draft: NoteDraft): Promise<Refusal | null> => {
    if (isEmptyNote(draft)) {
      await discardDraft(till, draft.id);
      return null;
    }
    const result = await saveDraft(till, draft, 'grn');
    return result.kind === 'refused' ? result.refusal : null;
  };
  const drain = async () => {
    while (waiting) {
      const draft: NoteDraft = waiting;
      waiting = null;
      try {
        onSaved(await write(draft));
      } catch (error) {
        onCrash(error);
      }
    }
    saving = null;
  };
  return {
    save(draft) {
      waiting = draft;
      saving ??= drain();
    },
    saved: () => saving ?? Promise.resolve(),
  };
}
