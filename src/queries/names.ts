/** Whose ids these are: rows that masters point to. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';

/** At most one row of an id. */
export function namesOf(read: Reader, ids: readonly string[]) {
  const wanted = sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;
  const named = (['items', 'categories', 'units', 'tax_rates'] as const).map((table) =>
    read.selectFrom(table).select(['id', 'name']).where('id', 'in', wanted),
  );
  const [first, ...others] = named;
  if (!first) throw new Error('no table');
  return others.reduce((all, one) => all.unionAll(one), first);
}
