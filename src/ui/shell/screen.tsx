import type { ReactNode } from 'react';
import { SectionTabs, type SectionName } from './section-tabs.tsx';

interface ScreenProps {
  readonly title: string;
  readonly actions?: ReactNode;
  /** The screens beside it, to go to with one press. */
  readonly section?: SectionName;
  readonly children: ReactNode;
}

/** Title, acts, the screens beside it, content: what every screen but Sell is made of. It scrolls as a whole only where large letters leave no room for less. */
export function Screen({ title, actions, section, children }: ScreenProps) {
  return (
    <main className="flex min-w-0 flex-1 flex-col overflow-x-hidden overflow-y-auto print:block print:overflow-visible">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-4 pb-3 md:px-6 print:hidden">
        <h1 className="me-auto text-2xl">{title}</h1>
        {actions}
      </div>
      {section ? <SectionTabs of={section} /> : null}
      {children}
    </main>
  );
}
