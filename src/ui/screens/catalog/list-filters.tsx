import { masterListOf, type ListedTable } from '#queries/master-lists.ts';
import { masterChoices, type MasterFilter } from '#queries/masters.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { choiceOptions } from '#ui/masters/choice-options.ts';
import { Select } from '#ui/parts/select.tsx';
import { useShop } from '#ui/shop-context.tsx';
import type { CatalogSearch, SearchChange } from './catalog-search.ts';

interface ListFiltersProps {
  readonly table: ListedTable;
  readonly search: CatalogSearch;
  readonly onChange: (change: SearchChange) => void;
}

const states = [
  { value: 'in_use', label: 'In use' },
  { value: 'archived', label: 'Archived' },
] as const;
const withoutBarcode = { value: 'no_barcode', label: 'Without barcode' } as const;

export function ListFilters({ table, search, onChange }: ListFiltersProps) {
  if (!masterListOf(table).hasArchive) return null;
  return (
    <>
      {table === 'items' ? (
        <CategoryFilter
          value={search.category ?? ''}
          onChange={(id) => onChange({ category: id === '' ? undefined : id })}
        />
      ) : null}
      <Select
        aria-label="Show"
        className="border-line-strong max-sm:flex-1"
        value={search.filter ?? 'in_use'}
        options={table === 'items' ? [...states, withoutBarcode] : states}
        onChange={(filter) =>
          onChange({ filter: filter === 'in_use' ? undefined : (filter as MasterFilter) })
        }
      />
    </>
  );
}

interface CategoryFilterProps {
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function CategoryFilter({ value, onChange }: CategoryFilterProps) {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(masterChoices(read, 'categories', { current: value }));
  return (
    <Select
      aria-label="Category"
      className="border-line-strong min-w-0 max-sm:flex-1 sm:max-w-44 lg:max-w-56"
      value={value}
      options={[{ value: '', label: 'All categories' }, ...choiceOptions(rows, value, isLoading)]}
      onChange={onChange}
    />
  );
}
