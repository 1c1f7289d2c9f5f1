/** The search of an address that names a record, or a kind of master. */
import { isMasterTable, type MasterTable } from '#schema/masters.ts';

export interface RecordSearch {
  readonly table?: MasterTable;
  readonly id?: string;
}

/** What else is in the address counts for nothing. */
export function recordSearch(search: Record<string, unknown>): RecordSearch {
  const table = isMasterTable(search['table']) ? { table: search['table'] } : {};
  return typeof search['id'] === 'string' ? { ...table, id: search['id'] } : table;
}
