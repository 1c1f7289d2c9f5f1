/** What ids stand for: of masters, of people, of tills. */
import { sql, type RawBuilder } from 'kysely';
import type { MasterTable } from '#schema/masters.ts';
import type { Reader } from '#db/local-database.ts';

/** Asked table by table, each by its key: of their union SQLite would read all. Null for what is no id of a master. */
export function nameOfMaster(id: RawBuilder<unknown>): RawBuilder<string | null> {
  const tables = ['items', 'categories', 'units', 'tax_rates'] as const;
  const names = tables.map((table) => sql`(select t.name from ${sql.raw(table)} t where t.id = ${id})`);
  return sql<string | null>`coalesce(${sql.join(names)})`;
}

export function namesOf(read: Reader, ids: readonly string[]) {
  const wanted = sql<{ readonly value: string }>`json_each(${JSON.stringify(ids)})`.as('wanted');
  return read.selectFrom(wanted).select([
    'wanted.value as id',
    sql<string | null>`coalesce(${nameOfMaster(sql`wanted.value`)},
        (select m.display_name from location_members m where m.user_id = wanted.value limit 1),
        (select 'till ' || d.code from devices d where d.id = wanted.value))`.as('name'),
  ]);
}

/** One row while it is on the device: what people know it by, when it came to be, and by whom. */
export function recordOrigin(read: Reader, table: MasterTable, id: string) {
  const name = {
    stock_lots: sql`t.batch_number`,
    location_settings: sql`'Settings of this location'`,
  }[table as string];
  const found = sql<{
    readonly name: string;
    readonly created_at: string | null;
    readonly created_by: string | null;
  }>`(select ${name ?? sql`t.name`} as name, t.created_at, t.created_by from ${sql.raw(table)} t where t.id = ${id})`;
  return read.selectFrom(found.as('record')).selectAll();
}
