/** The queries in SQL that are kept on this device, by name; and what stands in the editor. */
import type { Reader } from '#db/local-database.ts';

export function savedQueries(read: Reader) {
  return read.selectFrom('saved_queries').selectAll().orderBy('name').orderBy('id');
}
