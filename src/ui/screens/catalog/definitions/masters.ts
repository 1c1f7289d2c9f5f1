import type { ListedTable } from '#queries/master-lists.ts';
import type { MasterDefinition } from './definition.ts';
import { categories, items, lots, taxRates, units } from './goods.ts';
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
