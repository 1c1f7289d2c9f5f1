import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { KeyHint } from './key-hint.tsx';

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'lg' | 'xl';

const tones: Record<ButtonTone, string> = {
  primary: 'bg-brand text-on-brand hover:bg-brand-press active:bg-brand-press shadow-card',
  plain: 'bg-raised text-ink border border-line hover:bg-hover active:bg-hover shadow-card',
  quiet: 'text-ink hover:bg-hover active:bg-hover',
  danger: 'bg-danger text-on-danger hover:bg-danger-press active:bg-danger-press shadow-card',
};

/** `md` is 44 px high, `lg` 48 px (the till), `xl` the one act of a screen. */
const sizes: Record<ButtonSize, string> = {
  md: 'min-h-touch min-w-touch px-4 text-base rounded-md gap-2',
  lg: 'min-h-till min-w-till px-5 text-base rounded-md gap-2.5',
  xl: 'min-h-16 px-6 text-xl rounded-lg gap-3',
};

export interface ButtonProps extends ComponentProps<'button'> {
  readonly tone?: ButtonTone;
  readonly size?: ButtonSize;
  readonly icon?: LucideIcon;
  /** The key that does the same, shown where there is a keyboard. */
  readonly keyName?: string;
  readonly children?: ReactNode;
}

export function Button({
  tone = 'plain',
  size = 'md',
  icon: Icon,
  keyName,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={clsx(
        'inline-flex items-center justify-center font-semibold transition-colors duration-100 select-none',
        'disabled:bg-sunken disabled:text-soft disabled:border-line disabled:shadow-none disabled:border',
        tones[tone],
        sizes[size],
        className,
      )}
    >
      {Icon ? (
        <Icon aria-hidden size={size === 'xl' ? 24 : 20} strokeWidth={2.1} className="shrink-0" />
      ) : null}
      {children}
      {keyName ? <KeyHint>{keyName}</KeyHint> : null}
    </button>
  );
}
