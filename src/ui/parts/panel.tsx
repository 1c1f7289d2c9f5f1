import type { ReactNode } from 'react';

interface PanelProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** One subject on a screen of several. */
export function Panel({ title, children }: PanelProps) {
  return (
    <section
      aria-label={title}
      className="bg-surface border-line flex flex-col gap-3 rounded-xl border p-4 sm:p-5"
    >
      <h2 className="text-lg">{title}</h2>
      {children}
    </section>
  );
}
