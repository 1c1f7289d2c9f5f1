import { Link } from '@tanstack/react-router';
import { GitCompareArrows, Store, Tags } from 'lucide-react';
import { mayEditMasters } from '#commands/save-masters.ts';
import { listedTables } from '#queries/master-lists.ts';
import { TabRow, tabLook } from '#ui/parts/tab-row.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { listedMasters } from '#ui/masters/masters.ts';

const tabs = [
  ...listedTables.map((table) => listedMasters[table]),
  { table: 'location', title: 'Location', icon: Store },
];

/** The lists of the catalog. */
export function CatalogTabs() {
  const { till } = useShop();
  return (
    <TabRow label="Catalog">
      {tabs.map(({ table, title, icon: Icon }) => (
        <li key={table}>
          <Link to="/catalog/$table" params={{ table }} className={tabLook}>
            <Icon aria-hidden size={18} strokeWidth={2} className="shrink-0" />
            {title}
          </Link>
        </li>
      ))}
      <li>
        <Link to="/catalog/labels" className={tabLook}>
          <Tags aria-hidden size={18} strokeWidth={2} className="shrink-0" />
          Labels
        </Link>
      </li>
      {mayEditMasters(till, 'items') ? (
        <li>
          <Link to="/catalog/conflicts" className={tabLook}>
            <GitCompareArrows aria-hidden size={18} strokeWidth={2} className="shrink-0" />
            Conflicts
          </Link>
        </li>
      ) : null}
    </TabRow>
  );
}
