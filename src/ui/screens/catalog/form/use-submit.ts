import { useRef, useState } from 'react';
import { newId } from '#schema/new-id.ts';
import type { MasterChange } from '#domain/master-edit.ts';
import type { Refusal } from '#domain/refusal.ts';
import { lotId } from '#domain/lot-id.ts';
import type { MasterRow } from '#queries/masters.ts';
import { masterWord } from '#ui/masters/words.ts';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import type { Saver } from '#ui/screens/catalog/use-saver.ts';
import type { MasterFormState } from './use-master-form.ts';

interface Submitting {
  readonly definition: MasterDefinition;
  readonly row: MasterRow | null;
  readonly form: MasterFormState;
  readonly saver: Saver;
  /** Of a new record that is a copy of another location's; else it gets one of its own. */
  readonly recordId?: string | undefined;
}

/** Saves what the form says, once however often one presses; says of each field what is wrong instead. */
export function useSubmit({ definition, row, form, saver, recordId }: Submitting) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isSaving = useRef(false);
  const submit = async (onSaved: () => void) => {
    form.showAll();
    if (!form.isGood || isSaving.current) return;
    isSaving.current = true;
    setBusy(true);
    try {
      const change = changeOf(definition, row, form, recordId);
      const word = masterWord(definition.table);
      const name = String(form.state.texts[definition.called] ?? '');
      const no = await saver.save([change], {
        done: () => (row === null ? `${word} added` : `${word} saved`),
        detail: name,
      });
      setRefusal(no);
      if (no === null) onSaved();
    } finally {
      isSaving.current = false;
      setBusy(false);
    }
  };
  return { submit, isBusy, refusal };
}

/** The id of a batch is made of what it is, so that two tills that receive it make one. */
function changeOf(
  { table }: MasterDefinition,
  row: MasterRow | null,
  { state: { kind, columns }, seen }: MasterFormState,
  recordId = newId(),
): MasterChange {
  if (row !== null) return { table, kind, id: row.id, columns, seen };
  const { item_id, batch_number, expiry_date = null } = columns;
  const isLot = table === 'stock_lots' && typeof item_id === 'string';
  const id = isLot
    ? lotId(item_id, String(batch_number), expiry_date === null ? null : String(expiry_date))
    : recordId;
  return { table, kind, id, columns };
}
