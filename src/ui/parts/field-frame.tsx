import clsx from 'clsx';
import { useId, type ReactNode } from 'react';

export interface FieldWords {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong, in words; read out when it appears. */
  readonly error?: string | null | undefined;
}

interface ControlProps {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

interface FieldFrameProps extends FieldWords {
  readonly className?: string | undefined;
  readonly control: (props: ControlProps) => ReactNode;
}

export function controlClasses(error: FieldWords['error']): string {
  return clsx(
    'min-h-till bg-raised w-full rounded-md border px-3.5 text-base transition-colors',
    error ? 'border-danger' : 'border-line-strong',
  );
}

/** A label, the control, and what is to be said about it. */
export function FieldFrame({ label, hint, error, className, control }: FieldFrameProps) {
  const id = useId();
  const describedBy = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {control({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': describedBy })}
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
