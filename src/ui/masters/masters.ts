import type { ListedTable } from '#queries/master-lists.ts';
import type { MasterTable } from '#schema/masters.ts';
import type { ColumnDefinition, MasterDefinition } from './definition.ts';
import { categories, items, lots, taxRates, units } from './goods.ts';
import { location, locationSettings } from './location.ts';
import { customers, suppliers } from './partners.ts';

/** The lists, in the order of the catalog. */
export const listedMasters = {
  items,
  categories,
  units,
  tax_rates: taxRates,
  customers,
  suppliers,
  stock_lots: lots,
} as const satisfies Record<ListedTable, MasterDefinition>;

export const allMasters: Readonly<Record<MasterTable, MasterDefinition>> = {
  ...listedMasters,
  locations: location,
  location_settings: locationSettings,
};

/** Set by a button of its own, so no form has it. */
const archived: ColumnDefinition = { name: 'is_archived', of: { kind: 'yes_no' } };

const byName = new Map(
  [archived, ...Object.values(allMasters).flatMap(({ columns }) => columns)].map((one) => [one.name, one]),
);

/** A column, whatever it is of: those of one name are of one kind. Undefined where only another build knows it. */
export function columnNamed(name: string): ColumnDefinition | undefined {
  return byName.get(name);
}
