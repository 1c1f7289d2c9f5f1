import { saveMasters } from '#commands/save-masters.ts';
import { undoOf, type MasterEdit } from '#domain/master-edit.ts';
import type { Refusal } from '#domain/refusal.ts';
import { editRefusalText } from '#ui/masters/edit-refusal.ts';
import { notify } from '#ui/parts/toast.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { restoring, type Conflict } from './conflict.ts';

/** Makes what lost an edit of its own, which is the newest; can be undone while the word of it is on screen. */
export function useRestore(): (conflict: Conflict) => Promise<void> {
  const { till } = useShop();
  const settings = useSettings();
  const sayNo = (refusal: Refusal) => {
    if (!settings) return;
    const { title, safe, advice } = editRefusalText(refusal, settings);
    notify({ tone: 'bad', title, text: `${safe} ${advice}` });
  };
  const undo = async (edits: readonly MasterEdit[]) => {
    const done = await saveMasters(till, undoOf(edits));
    if (done.kind === 'refused') return sayNo(done.refusal);
    notify({ title: 'As it was before' });
  };
  return async (conflict) => {
    const change = restoring(conflict);
    if (change === null) return;
    const done = await saveMasters(till, [change]);
    if (done.kind === 'refused') return sayNo(done.refusal);
    const { edits } = done;
    notify({
      tone: 'good',
      title: `${conflict.recordName}: ${conflict.field} restored`,
      text: 'It is in use here, and is sent to the other devices by itself.',
      action: { label: 'Undo', run: () => void undo(edits) },
    });
  };
}
