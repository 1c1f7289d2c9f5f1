import type { ComponentProps } from 'react';
import { controlClasses, FieldFrame, type FieldWords } from './field-frame.tsx';

interface FieldProps extends ComponentProps<'input'>, FieldWords {}

export function Field({ label, hint, error, className, ...rest }: FieldProps) {
  return (
    <FieldFrame
      {...{ label, hint, error, className }}
      control={(props) => <input {...props} {...rest} className={controlClasses(error)} />}
    />
  );
}
