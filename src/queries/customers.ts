import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import { owedBy } from './owed.ts';
import { nameContains } from './name-contains.ts';

/** At most one row. */
export function customerOf(read: Reader, id: string | null) {
  return read.selectFrom('customers').select(['id', 'name']).where('id', '=', id);
}

/** Customers by part of a name. */
export function customersNamed(read: Reader, text: string, limit = 50) {
  return read
    .selectFrom('customers')
    .select(['id', 'name', 'phone', owedBy('customers.id').as('owed_minor')])
    .where('is_archived', '=', 0)
    .where(nameContains('customers.name', text))
    .orderBy(sql`name collate nocase`)
    .orderBy('id')
    .limit(limit);
}

export function namesOfCustomers(read: Reader, ids: readonly string[]) {
  return read
    .selectFrom('customers')
    .select(['id', 'name'])
    .where('id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`);
}
