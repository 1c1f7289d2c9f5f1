import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children }: EmptyStateProps) {
  return (
    <div className="flex h-full min-h-48 flex-col items-center justify-center gap-2 p-8 text-center">
      <span className="bg-sunken text-soft mb-1 grid size-14 place-items-center rounded-full">
        <Icon aria-hidden size={26} strokeWidth={1.8} />
      </span>
      <p className="text-lg font-semibold">{title}</p>
      {children ? <div className="text-soft max-w-sm">{children}</div> : null}
    </div>
  );
}
