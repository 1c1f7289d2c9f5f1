import { useEffect, useRef } from 'react';
import type { NamedTable } from '#domain/csv/file-columns.ts';
import type { Values } from '#domain/master-edit.ts';
import { masterChoices } from '#queries/masters.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { SelectField } from '#ui/parts/select-field.tsx';
import { useShop } from '#ui/shop-context.tsx';

interface NewItemDefaultsProps {
  readonly defaults: Values;
  readonly onChange: (column: string, id: string) => void;
}

const needed = [
  { column: 'category_id', table: 'categories', word: 'Category' },
  { column: 'unit_id', table: 'units', word: 'Unit' },
  { column: 'tax_rate_id', table: 'tax_rates', word: 'Tax rate' },
] as const;

/** What a new item has where its row says nothing. */
export function NewItemDefaults({ defaults, onChange }: NewItemDefaultsProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-2 font-semibold">Where the row of a new item does not say</legend>
      <div className="grid gap-3 sm:grid-cols-3">
        {needed.map(({ column, table, word }) => (
          <Default
            key={column}
            {...{ table, word }}
            id={String(defaults[column] ?? '')}
            onChange={(id) => onChange(column, id)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface DefaultProps {
  readonly table: NamedTable;
  readonly word: string;
  readonly id: string;
  readonly onChange: (id: string) => void;
}

/** Where there is only one, it is chosen already. */
function Default({ table, word, id, onChange }: DefaultProps) {
  const { read } = useShop().till.db;
  const { rows } = useLive(masterChoices(read, table));
  const isAsked = useRef(false);
  const [only, ...others] = rows;
  const sole = only && others.length === 0 ? only.id : null;
  useEffect(() => {
    if (sole === null || isAsked.current || id !== '') return;
    isAsked.current = true;
    onChange(sole);
  });
  return (
    <SelectField
      label={word}
      value={id}
      options={[
        { value: '', label: 'Nothing: the row must say' },
        ...rows.map((row) => ({ value: row.id, label: row.name })),
      ]}
      onChange={(chosen) => {
        isAsked.current = true;
        onChange(chosen);
      }}
    />
  );
}
