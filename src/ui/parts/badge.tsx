import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'good' | 'attention' | 'bad';

export const toneClasses: Record<Tone, string> = {
  neutral: 'bg-sunken text-soft',
  good: 'bg-brand-tint text-brand-ink',
  attention: 'bg-amber-tint text-amber-ink',
  bad: 'bg-danger-tint text-danger-ink',
};

interface BadgeProps {
  readonly tone: Tone;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

/** A word with an icon: never a colour alone. */
export function Badge({ tone, icon: Icon, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-semibold whitespace-nowrap',
        toneClasses[tone],
      )}
    >
      {Icon ? <Icon aria-hidden size={15} strokeWidth={2.3} className="shrink-0" /> : null}
      {children}
    </span>
  );
}
