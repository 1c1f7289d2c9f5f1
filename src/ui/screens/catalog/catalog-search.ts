/** What the address of a list says beside the table: a reload and the way back find the same list. */
import type { MasterFilter } from '#queries/masters.ts';

export interface CatalogSearch {
  /** The record that is open, or `new`. */
  readonly id?: string;
  readonly filter?: MasterFilter;
  readonly category?: string;
  readonly sort?: string;
  readonly down?: true;
}

/** Undefined takes it out. */
export type SearchChange = { readonly [Name in keyof CatalogSearch]?: CatalogSearch[Name] | undefined };

export const newRecord = 'new';

const filters: readonly string[] = ['in_use', 'archived', 'no_barcode'] satisfies MasterFilter[];

/** What somebody wrote into the address that is none of this is left out. */
export function catalogSearch(search: Readonly<Record<string, unknown>>): CatalogSearch {
  const text = (name: string) => {
    const value = search[name];
    return typeof value === 'string' && value !== '' ? { [name]: value } : {};
  };
  return {
    ...text('id'),
    ...text('category'),
    ...text('sort'),
    ...(isFilter(search['filter']) ? { filter: search['filter'] } : {}),
    ...(search['down'] === true ? { down: true } : {}),
  };
}

function isFilter(value: unknown): value is MasterFilter {
  return typeof value === 'string' && filters.includes(value);
}
