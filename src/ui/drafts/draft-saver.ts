/**
 * Writes a draft as it is typed. Saves run one after another; of those that
 * pile up only the newest is written. A draft with nothing on it is none.
 */
import { discardDraft, saveDraft } from '#commands/save-draft.ts';
import type { Till } from '#commands/till.ts';
import type { EntityType } from '#schema/document-kinds.ts';
import type { Refusal } from '#domain/refusal.ts';

export interface DraftKind<Draft extends { readonly id: string }> {
  readonly entityType: EntityType;
  readonly isEmpty: (draft: Draft) => boolean;
}

export interface DraftSaver<Draft> {
  readonly save: (draft: Draft) => void;
  /** Settles when nothing is left to save: posting waits for it. */
  readonly saved: () => Promise<void>;
}

export function draftSaver<Draft extends { readonly id: string }>(
  till: Till,
  kind: DraftKind<Draft>,
  onSaved: (unsaved: Refusal | null) => void,
  onCrash: (error: unknown) => void,
): DraftSaver<Draft> {
  let waiting: Draft | null = null;
  let saving: Promise<void> | null = null;
  const write = async (draft: Draft): Promise<Refusal | null> => {
    if (kind.isEmpty(draft)) {
      await discardDraft(till, draft.id);
      return null;
    }
    const result = await saveDraft(till, draft, kind.entityType);
    return result.kind === 'refused' ? result.refusal : null;
  };
  const drain = async () => {
    while (waiting) {
      const draft: Draft = waiting;
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
