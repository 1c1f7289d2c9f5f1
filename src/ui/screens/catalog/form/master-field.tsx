import { useShop } from '#ui/shop-context.tsx';
import { masterChoices } from '#queries/masters.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { choiceOptions } from '#ui/masters/choice-options.ts';
import { fieldWord, masterWord } from '#ui/masters/words.ts';
import { CheckField } from '#ui/parts/check-field.tsx';
import { Field } from '#ui/parts/field.tsx';
import { SelectField } from '#ui/parts/select-field.tsx';
import { TextAreaField } from '#ui/parts/text-area-field.tsx';
import type { ColumnDefinition, Kind } from '#ui/masters/definition.ts';
import { BarcodeField } from './barcode-field.tsx';
import { SearchedField } from './searched-field.tsx';
import type { MasterFormState } from './use-master-form.ts';

interface MasterFieldProps {
  readonly column: ColumnDefinition;
  readonly form: MasterFormState;
}

/** The field that a column is set in, by its kind. */
export function MasterField({ column, form }: MasterFieldProps) {
  const { name, of, hint } = column;
  const set = (text: string) => form.type(name, text);
  const common = {
    label: fieldWord(name),
    hint,
    error: form.errorOf(name),
    value: form.state.texts[name] ?? '',
    onBlur: () => form.leave(name),
  };
  switch (of.kind) {
    case 'yes_no':
      return (
        <CheckField
          label={common.label}
          hint={hint}
          isChecked={common.value === '1'}
          onChange={(isChecked) => set(isChecked ? '1' : '0')}
        />
      );
    case 'choice': {
      const options = of.choices().map(({ value, label }) => ({ value: String(value), label }));
      return <SelectField {...common} options={options} onChange={set} />;
    }
    case 'reference':
      return of.isSearched ? (
        <SearchedField {...common} to={of.to} onChange={set} />
      ) : (
        <ReferenceField {...common} to={of.to} onChange={set} />
      );
    case 'date':
      return <Field {...common} type="date" onChange={(event) => set(event.target.value)} />;
    case 'text':
      if (name === 'barcode') return <BarcodeField {...common} onChange={set} />;
      if (of.isLong) return <TextAreaField {...common} onChange={(event) => set(event.target.value)} />;
      return <TypedField {...common} of={of} onChange={set} />;
    case 'money':
    case 'percent':
    case 'quantity':
    case 'integer':
      return <TypedField {...common} of={of} onChange={set} />;
  }
}

interface CommonProps {
  readonly label: string;
  readonly hint: string | undefined;
  readonly error: string | null;
  readonly value: string;
  readonly onBlur: () => void;
  readonly onChange: (text: string) => void;
}

function TypedField({ of, onChange, ...common }: CommonProps & { readonly of: Kind }) {
  const isText = of.kind === 'text';
  return (
    <Field
      {...common}
      autoComplete="off"
      spellCheck={isText && of.inputMode === undefined}
      inputMode={isText ? (of.inputMode ?? 'text') : of.kind === 'integer' ? 'numeric' : 'decimal'}
      className={isText ? undefined : 'num [&_input]:text-end'}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

type ReferenceTable = Extract<Kind, { kind: 'reference' }>['to'];

function ReferenceField({ to, ...common }: CommonProps & { readonly to: ReferenceTable }) {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(masterChoices(read, to, { current: common.value }));
  const options = choiceOptions(rows, common.value, isLoading);
  const missing = `There is no ${masterWord(to).toLowerCase()} yet: add one to the catalog first.`;
  return (
    <SelectField
      {...common}
      hint={rows.length === 0 && !isLoading ? missing : common.hint}
      options={options}
    />
  );
}
