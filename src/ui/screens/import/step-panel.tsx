import { useEffect, useRef, type ReactNode } from 'react';

interface StepPanelProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A step that has just come: the focus goes to its beginning, for those who do not see that the screen has changed. */
export function StepPanel({ title, children }: StepPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section
      aria-label={title}
      className="bg-surface border-line flex flex-col gap-4 rounded-xl border p-4 sm:p-5"
    >
      <h2 ref={heading} tabIndex={-1} className="text-lg outline-none">
        {title}
      </h2>
      {children}
    </section>
  );
}
