import clsx from 'clsx';
import { Search } from 'lucide-react';
import { useState } from 'react';
import type { NamedTable } from '#queries/master-lists.ts';
import { masterChoices, masterRow } from '#queries/masters.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { masterWord } from '#ui/masters/words.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { FieldFrame } from '#ui/parts/field-frame.tsx';
import { useShop } from '#ui/shop-context.tsx';

interface SearchedFieldProps {
  readonly label: string;
  readonly hint: string | undefined;
  readonly error: string | null;
  /** The id of what is chosen, empty where nothing is. */
  readonly value: string;
  readonly to: NamedTable;
  readonly onBlur: () => void;
  readonly onChange: (id: string) => void;
}

/** One of more than a list can show: searched for by name. */
export function SearchedField({ label, hint, error, value, to, onBlur, onChange }: SearchedFieldProps) {
  const { read } = useShop().till.db;
  const [isSearching, setSearching] = useState(false);
  const [chosen] = useLive(masterRow(read, to, value)).rows;
  return (
    <>
      <FieldFrame
        {...{ label, hint, error }}
        control={(props) => (
          <Button
            {...props}
            size="lg"
            icon={Search}
            className={clsx('justify-start! font-normal!', error ? 'border-danger!' : 'border-line-strong!')}
            aria-label={`${label}: ${chosen?.['name'] ?? 'choose'}`}
            onBlur={onBlur}
            onClick={() => setSearching(true)}
          >
            <span className="truncate">{chosen?.['name'] ?? 'Choose…'}</span>
          </Button>
        )}
      />
      {isSearching ? (
        <ChoiceDialog
          to={to}
          onChoose={(id) => {
            onChange(id);
            setSearching(false);
          }}
          onClose={() => setSearching(false)}
        />
      ) : null}
    </>
  );
}

interface ChoiceDialogProps {
  readonly to: NamedTable;
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}

function ChoiceDialog({ to, onChoose, onClose }: ChoiceDialogProps) {
  const { read } = useShop().till.db;
  const [text, setText] = useState('');
  const { rows, isLoading } = useLive(masterChoices(read, to, { text, limit: 50 }));
  const word = masterWord(to).toLowerCase();
  return (
    <Dialog isOpen onClose={onClose} title={`Choose the ${word}`}>
      <div className="flex flex-col gap-3">
        <Field
          label="Name"
          type="search"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {rows.length === 0 && !isLoading ? (
          <p className="text-soft">
            {to === 'items' ? 'No item that is sold by batch has this name.' : `No ${word} has this name.`}
          </p>
        ) : null}
        <ul className="flex flex-col gap-2">
          {rows.map(({ id, name }) => (
            <li key={id}>
              <Button className="w-full justify-start!" onClick={() => onChoose(id)}>
                <span className="truncate">{name}</span>
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
