/** The search of an address that names a record, or a kind of master. */
import { masterColumns, type MasterTable } from '#schema/documents/master-edit.ts';

export interface RecordSearch {
  readonly table?: MasterTable;
  readonly id?: string;
}

/** What else is in the address counts for nothing. */
export function recordSearch(search: Record<string, unknown>): RecordSearch {
  const table = isMasterTable(search['table']) ? { table: search['table'] } : {};
  return typeof search['id'] === 'string' ? { ...table, id: search['id'] } : table;
}

export function isMasterTable(name: unknown): name is MasterTable {
  return typeof name === 'string' && Object.hasOwn(masterColumns, name);
}
