import { Link } from '@tanstack/react-router';
import { GitCompareArrows, Store, Tags } from 'lucide-react';
import { mayEditMasters } from '#commands/save-masters.ts';
import { listedTables } from '#queries/master-lists.ts';
import { useShop } from '#ui/shop-context.tsx';
import { listedMasters } from '#ui/masters/masters.ts';

const tabs = [
  ...listedTables.map((table) => listedMasters[table]),
  { table: 'location', title: 'Location', icon: Store },
];

/** The one that is open is in sight, wherever the row was left. */
function showActive(row: HTMLElement | null): void {
  row?.querySelector('[data-status=active]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
}

/** The lists of the catalog, all in one row that scrolls where it is too long. */
export function CatalogTabs() {
  const { till } = useShop();
  return (
    <nav
      ref={showActive}
      aria-label="Catalog"
      className="chip-row shrink-0 overflow-x-auto px-4 pb-3 md:px-6"
    >
      <ul className="flex gap-1.5">
        {tabs.map(({ table, title, icon: Icon }) => (
          <li key={table} className="shrink-0">
            <Link to="/catalog/$table" params={{ table }} className={chip}>
              <Icon aria-hidden size={18} strokeWidth={2} className="shrink-0" />
              {title}
            </Link>
          </li>
        ))}
        <li className="shrink-0">
          <Link to="/catalog/labels" className={chip}>
            <Tags aria-hidden size={18} strokeWidth={2} className="shrink-0" />
            Labels
          </Link>
        </li>
        {mayEditMasters(till, 'items') ? (
          <li className="shrink-0">
            <Link to="/catalog/conflicts" className={chip}>
              <GitCompareArrows aria-hidden size={18} strokeWidth={2} className="shrink-0" />
              Conflicts
            </Link>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

const chip =
  'min-h-touch bg-surface border-line hover:bg-hover data-[status=active]:bg-ink data-[status=active]:text-canvas data-[status=active]:border-ink inline-flex items-center gap-1.5 rounded-full border px-3 font-semibold whitespace-nowrap transition-colors';
