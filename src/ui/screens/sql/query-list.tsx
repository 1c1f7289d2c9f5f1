import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { deleteQuery, saveQuery, type QueryToSave } from '#commands/save-query.ts';
import { sqlExamples } from '#queries/sql-examples.ts';
import type { SavedQueryRow } from '#schema/local-tables.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { textsOf } from './use-kept-editor.ts';

interface QueryListProps {
  readonly saved: readonly SavedQueryRow[];
  readonly onChoose: (query: Pick<QueryToSave, 'text' | 'parameters'>) => void;
}

const chooseLook = 'hover:bg-hover min-h-touch flex-1 rounded-md px-3 text-start font-semibold break-words';

/** The queries that are kept on this device, and some to begin with. */
export function QueryList({ saved, onChoose }: QueryListProps) {
  const { till } = useShop();
  const [renamed, setRenamed] = useState<SavedQueryRow | null>(null);
  const remove = async (row: SavedQueryRow) => {
    await deleteQuery(till, row.id);
    notify({
      title: `${row.name} deleted`,
      action: { label: 'Undo', run: () => void saveQuery(till, { ...row, parameters: textsOf(row) }) },
    });
  };
  return (
    <div className="flex flex-col gap-4">
      <section aria-label="Saved">
        <h3 className="text-soft text-sm">Saved on this device</h3>
        {saved.length === 0 ? <p className="py-2">None yet: write one, then Save.</p> : null}
        <ul>
          {saved.map((row) => (
            <li key={row.id} className="flex items-center gap-1">
              <button
                type="button"
                className={chooseLook}
                onClick={() => onChoose({ text: row.text, parameters: textsOf(row) })}
              >
                {row.name}
              </button>
              <IconButton icon={Pencil} label={`Rename ${row.name}`} onClick={() => setRenamed(row)} />
              <IconButton icon={Trash2} label={`Delete ${row.name}`} onClick={() => void remove(row)} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Examples">
        <h3 className="text-soft text-sm">Examples</h3>
        <ul>
          {sqlExamples.map(({ name, text }) => (
            <li key={name} className="flex">
              <button type="button" className={chooseLook} onClick={() => onChoose({ text, parameters: {} })}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {renamed ? (
        <NameDialog
          title="Rename the query"
          name={renamed.name}
          onClose={() => setRenamed(null)}
          onName={(name) => void saveQuery(till, { ...renamed, name, parameters: textsOf(renamed) })}
        />
      ) : null}
    </div>
  );
}

interface NameDialogProps {
  readonly title: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onName: (name: string) => void;
}

export function NameDialog({ title, name, onClose, onName }: NameDialogProps) {
  const [text, setText] = useState(name);
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') return;
          onName(text.trim());
          onClose();
        }}
      >
        <Field
          label="Name"
          value={text}
          maxLength={120}
          autoComplete="off"
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="submit" tone="primary" disabled={text.trim() === ''}>
          Save
        </Button>
      </form>
    </Dialog>
  );
}
