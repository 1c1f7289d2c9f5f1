import type { FileTable } from '#domain/csv/file-columns.ts';
import { isFileTable } from './list-words.ts';

/** The list of a link; what else is in the address counts for nothing. */
export function importSearch(search: Record<string, unknown>): { readonly list?: FileTable } {
  return isFileTable(search['list']) ? { list: search['list'] } : {};
}
