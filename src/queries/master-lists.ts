/**
 * What the lists of masters are asked: by which columns they are searched and
 * sorted, what they name of others, whether they have an archive.
 */
import type { MasterTable } from '#schema/masters.ts';

/** The masters of which a location has many. */
export type ListedTable = Exclude<MasterTable, 'locations' | 'location_settings'>;
/** What another master may name; a name of their own is what they have in common. */
export type NamedTable = Exclude<ListedTable, 'stock_lots'>;

interface MasterList {
  /** Any of them may contain what is searched for. */
  readonly searched: readonly string[];
  /** The columns by which it can be sorted, the usual one first. What may have many rows has an index for each. */
  readonly sorted: readonly string[];
  /** Columns that hold the id of another master. */
  readonly references: Readonly<Record<string, NamedTable>>;
  readonly hasArchive: boolean;
}

const named = { sorted: ['name'], references: {}, hasArchive: true } as const;

export const masterLists = {
  items: {
    searched: ['name', 'barcode'],
    sorted: ['name', 'price_minor'],
    references: { category_id: 'categories', unit_id: 'units', tax_rate_id: 'tax_rates' },
    hasArchive: true,
  },
  categories: { ...named, searched: ['name'], sorted: ['sort_order', 'name'] },
  units: { ...named, searched: ['name', 'symbol'] },
  tax_rates: { ...named, searched: ['name'], sorted: ['name', 'rate_ppm'] },
  customers: { ...named, searched: ['name', 'phone', 'email'] },
  suppliers: { ...named, searched: ['name', 'phone', 'email'] },
  stock_lots: {
    searched: ['batch_number'],
    sorted: ['expiry_date'],
    references: { item_id: 'items' },
    hasArchive: false,
  },
} as const satisfies Record<ListedTable, MasterList>;

export const listedTables = Object.keys(masterLists) as readonly ListedTable[];

/** The facts of one of them, in the shape that all share. */
export function masterListOf(table: ListedTable): MasterList {
  return masterLists[table];
}

/** Under which name a row carries the name of what a column refers to. */
export function nameColumnOf(reference: string): string {
  return reference.replace(/_id$/, '_name');
}
