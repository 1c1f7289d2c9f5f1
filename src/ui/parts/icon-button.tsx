import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: LucideIcon;
  /** What it does: its only name for a screen reader, and the tooltip. */
  readonly label: string;
}

export function IconButton({ icon: Icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={clsx(
        'size-touch text-ink hover:bg-hover inline-flex shrink-0 items-center justify-center rounded-md transition-colors duration-100',
        'disabled:text-soft disabled:opacity-60',
        className,
      )}
    >
      <Icon aria-hidden size={20} strokeWidth={2.1} />
    </button>
  );
}
