import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';

export function namesOfSuppliers(read: Reader, ids: readonly string[]) {
  return read
    .selectFrom('suppliers')
    .select(['id', 'name'])
    .where('id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`);
}
