import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { toneClasses, type Tone } from './badge.tsx';

interface NoticeProps {
  readonly tone: Tone;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly role?: 'alert' | 'note';
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** What happened, whether the data is safe, what to do: a block that stays. */
export function Notice({ tone, icon: Icon, title, role = 'note', children, action }: NoticeProps) {
  return (
    <div
      role={role}
      className={clsx('flex flex-wrap items-center gap-3 rounded-lg px-4 py-3', toneClasses[tone])}
    >
      <Icon aria-hidden size={22} strokeWidth={2} className="shrink-0 self-start" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-semibold">{title}</p>
        {children ? <div className="mt-0.5 text-sm">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
