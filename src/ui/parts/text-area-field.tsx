import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { controlClasses, FieldFrame, type FieldWords } from './field-frame.tsx';

interface TextAreaFieldProps extends ComponentProps<'textarea'>, FieldWords {}

export function TextAreaField({ label, hint, error, className, ...rest }: TextAreaFieldProps) {
  return (
    <FieldFrame
      {...{ label, hint, error, className }}
      control={(props) => (
        <textarea rows={3} {...props} {...rest} className={clsx(controlClasses(error), 'py-2.5')} />
      )}
    />
  );
}
