import { useParams } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { listedTables, type ListedTable } from '#queries/master-lists.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { CatalogTabs } from './catalog-tabs.tsx';
import { listedMasters } from '#ui/masters/masters.ts';
import { LocationForms } from './location-forms.tsx';
import { MasterList } from './master-list.tsx';

/** The masters of the shop: what it sells, to and from whom, and how. */
export function Catalog() {
  const { table } = useParams({ from: '/catalog/$table' });
  if (table === 'location') {
    return (
      <Screen title="Catalog">
        <CatalogTabs />
        <LocationForms />
      </Screen>
    );
  }
  if (!isListed(table)) {
    return (
      <Screen title="Catalog">
        <CatalogTabs />
        <EmptyState icon={Compass} title="There is no such list" />
      </Screen>
    );
  }
  return <MasterList key={table} definition={listedMasters[table]} table={table} />;
}

function isListed(table: string): table is ListedTable {
  return (listedTables as readonly string[]).includes(table);
}
