import clsx from 'clsx';
import { useId, type ComponentProps, type ReactNode } from 'react';

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong, in words; read out when it appears. */
  readonly error?: string | null | undefined;
}

export function Field({ label, hint, error, className, ...rest }: FieldProps) {
  const id = useId();
  const describedBy = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy}
        {...rest}
        className={clsx(
          'min-h-till bg-raised rounded-md border px-3.5 text-base transition-colors',
          error ? 'border-danger' : 'border-line-strong',
        )}
      />
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-danger-ink text-sm">
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-hint`} className="text-soft text-sm">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
