import clsx from 'clsx';
import type { ComponentProps } from 'react';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface SelectProps extends Omit<ComponentProps<'select'>, 'onChange' | 'value'> {
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}

/** One of many, by the list that the device has for it. */
export function Select({ value, options, onChange, className, ...rest }: SelectProps) {
  const isKnown = options.some((option) => option.value === value);
  return (
    <select
      {...rest}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={clsx('min-h-till bg-raised rounded-md border px-3 text-base', className)}
    >
      {isKnown ? null : <option value={value}>{value === '' ? 'Choose…' : value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
