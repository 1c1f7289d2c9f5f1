import type { ComponentProps } from 'react';
import { controlClasses, FieldFrame, type FieldWords } from './field-frame.tsx';
import { Select } from './select.tsx';

interface SelectFieldProps extends ComponentProps<typeof Select>, FieldWords {}

export function SelectField({ label, hint, error, className, ...rest }: SelectFieldProps) {
  return (
    <FieldFrame
      {...{ label, hint, error, className }}
      control={(props) => <Select {...props} {...rest} className={controlClasses(error)} />}
    />
  );
}
