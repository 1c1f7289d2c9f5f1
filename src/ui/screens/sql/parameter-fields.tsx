import type { Parameter, ParameterKind, ParameterTexts } from '#domain/sql/parameters.ts';
import { Field } from '#ui/parts/field.tsx';

interface ParameterFieldsProps {
  readonly parameters: readonly Parameter[];
  readonly texts: ParameterTexts;
  readonly onChange: (texts: ParameterTexts) => void;
}

const types: Readonly<Record<ParameterKind, string>> = { date: 'date', number: 'text', text: 'text' };

/** One for each `:name` in the text. */
export function ParameterFields({ parameters, texts, onChange }: ParameterFieldsProps) {
  if (parameters.length === 0) return null;
  return (
    <fieldset className="flex flex-wrap gap-3" aria-label="Parameters">
      {parameters.map(({ name, kind }) => (
        <Field
          key={name}
          label={name}
          type={types[kind]}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          autoComplete="off"
          value={texts[name] ?? ''}
          onChange={({ target }) => onChange({ ...texts, [name]: target.value })}
          className="w-44"
        />
      ))}
    </fieldset>
  );
}

/** What an empty field begins with: this month until today, and the first hundred. */
export function withDefaults(
  parameters: readonly Parameter[],
  texts: ParameterTexts,
  today: string,
): ParameterTexts {
  const given = parameters.map(({ name, kind }) => [name, texts[name] ?? defaultOf(name, kind, today)]);
  return { ...texts, ...Object.fromEntries(given) };
}

function defaultOf(name: string, kind: ParameterKind, today: string): string {
  if (name === 'limit') return '100';
  if (kind !== 'date') return '';
  return name === 'from' || name === 'since' ? `${today.slice(0, 8)}01` : today;
}
