import type { ReactNode } from 'react';

interface ActBarProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** What a form comes to and the act that ends it: beside the form, or in sight at its foot where all stands in one column. */
export function ActBar({ label, children }: ActBarProps) {
  return (
    <section
      aria-label={label}
      className="bg-surface border-line max-lg:shadow-float grid items-center gap-3 rounded-xl border p-4 max-lg:sticky max-lg:bottom-2 max-lg:z-10 max-lg:-mx-2 max-lg:mb-2 max-lg:grid-cols-[1fr_auto] sm:p-5"
    >
      {children}
    </section>
  );
}
