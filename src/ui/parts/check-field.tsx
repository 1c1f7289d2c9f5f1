import { useId, type ReactNode } from 'react';

interface CheckFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** Yes or no; the whole line takes the finger. */
export function CheckField({ label, hint, isChecked, onChange }: CheckFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col">
      <label className="min-h-touch flex cursor-pointer items-center gap-3 font-semibold">
        <input
          type="checkbox"
          checked={isChecked}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
          className="size-6 shrink-0"
        />
        {label}
      </label>
      {hint ? (
        <p id={id} className="text-soft ps-9 text-sm">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
