import { SelectField } from '#ui/parts/select-field.tsx';

interface DaysFieldProps {
  readonly label: string;
  readonly value: number;
  readonly choices: readonly number[];
  readonly onChange: (days: number) => void;
}

/** So many days; a number from the address that is no choice is one. */
export function DaysField({ label, value, choices, onChange }: DaysFieldProps) {
  const all = [...new Set([...choices, value])].toSorted((a, b) => a - b);
  return (
    <SelectField
      label={label}
      value={String(value)}
      options={all.map((days) => ({ value: String(days), label: `${days} days` }))}
      onChange={(days) => onChange(Number(days))}
    />
  );
}
