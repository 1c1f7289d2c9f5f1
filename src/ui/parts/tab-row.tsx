import type { ReactNode } from 'react';

/** Looks of a link in the row. */
export const tabLook =
  'min-h-touch bg-surface border-line hover:bg-hover data-[status=active]:bg-ink data-[status=active]:text-canvas data-[status=active]:border-ink inline-flex items-center gap-1.5 rounded-full border px-3 font-semibold whitespace-nowrap transition-colors';

/** The one that is open is in sight, wherever the row was left. */
function showActive(row: HTMLElement | null): void {
  row?.querySelector('[data-status=active]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
}

interface TabRowProps {
  readonly label: string;
  /** List items, each with a link. */
  readonly children: ReactNode;
}

/** Screens that belong together, in one row that scrolls where it is too long. */
export function TabRow({ label, children }: TabRowProps) {
  return (
    <nav
      ref={showActive}
      aria-label={label}
      className="chip-row shrink-0 overflow-x-auto px-4 pb-3 md:px-6 print:hidden"
    >
      <ul className="flex gap-1.5 *:shrink-0">{children}</ul>
    </nav>
  );
}
