import { mostLabels } from './label-job.ts';

interface CountInputProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly most?: number;
}

/** A whole number; what is none counts as 0. */
export function CountInput({ label, value, onChange, most = mostLabels }: CountInputProps) {
  const change = (text: string) => onChange(Math.min(most, Math.max(0, Math.trunc(Number(text)) || 0)));
  return (
    <input
      type="number"
      inputMode="numeric"
      aria-label={label}
      min={0}
      max={most}
      step={1}
      // Without it the field keeps the zero that is typed over.
      value={value === 0 ? '' : value}
      placeholder="0"
      onChange={(event) => change(event.target.value)}
      className="num min-h-till bg-raised border-line-strong w-20 rounded-md border px-3 text-end text-base"
    />
  );
}
