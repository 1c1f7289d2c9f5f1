/**
 * Edits of masters that lost, or that replaced what their author had not seen
 * (R9.1-3): streamed to managers, so for a cashier there is nothing here.
 */
import { sql, type RawBuilder } from 'kysely';
import { masterColumns } from '#schema/documents/master-edit.ts';
import type { MasterTable } from '#schema/masters.ts';
import type { Reader } from '#db/local-database.ts';
import { nameOfMaster } from './master-names.ts';
import type { Row } from './row.ts';

export interface ConflictFilter {
  readonly table?: MasterTable | undefined;
  readonly recordId?: string | undefined;
  /** The one conflict. */
  readonly id?: string | undefined;
}

interface PageOptions extends ConflictFilter {
  readonly limit: number;
  readonly offset: number;
}

export type ConflictRow = Row<typeof conflictPage>;

/** Newest first. The values are JSON, as the server has them; `present` is the whole record now, null where there is none. */
export function conflictPage(read: Reader, { limit, offset, ...filter }: PageOptions) {
  return read
    .with('page', (cte) =>
      cte
        .selectFrom('master_conflicts')
        .selectAll()
        .where(isWanted(filter))
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .offset(offset),
    )
    .selectFrom('page as c')
    .select([
      'c.id',
      'c.table_name',
      'c.record_id',
      'c.field',
      'c.reason',
      'c.loser_values',
      'c.winner_values',
      'c.loser_stamp',
      'c.winner_stamp',
      'c.created_at',
      memberName('c.loser_by').as('loser_by_name'),
      memberName('c.winner_by').as('winner_by_name'),
      deviceCode('c.loser_device_id').as('loser_device_code'),
      deviceCode('c.winner_device_id').as('winner_device_code'),
      presentRecord().as('present'),
      namesIn().as('names'),
      takenBy().as('taken_by'),
    ])
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id');
}

export function conflictCount(read: Reader, filter: ConflictFilter = {}) {
  return read
    .selectFrom('master_conflicts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(isWanted(filter));
}

/** Which masters there are any of, and how many. */
export function conflictsByTable(read: Reader) {
  return read
    .selectFrom('master_conflicts')
    .select((eb) => ['table_name', eb.fn.countAll<number>().as('count')])
    .groupBy('table_name');
}

function isWanted({ table, recordId, id }: ConflictFilter): RawBuilder<boolean> {
  return sql<boolean>`(${table ?? null} is null or table_name = ${table ?? null})
    and (${recordId ?? null} is null or record_id = ${recordId ?? null})
    and (${id ?? null} is null or id = ${id ?? null})`;
}

function memberName(column: string): RawBuilder<string | null> {
  return sql<
    string | null
  >`(select m.display_name from location_members m where m.user_id = ${sql.ref(column)} limit 1)`;
}

function deviceCode(column: string): RawBuilder<string | null> {
  return sql<string | null>`(select d.code from devices d where d.id = ${sql.ref(column)})`;
}

/** All that can be set of it, as one JSON object. */
function presentRecord(): RawBuilder<string | null> {
  const cases = Object.entries(masterColumns).map(([table, columns]) => {
    const pairs = Object.keys(columns.shape).map((column) => sql`${sql.lit(column)}, t.${sql.raw(column)}`);
    return sql`when ${sql.lit(table)} then (select json_object(${sql.join(pairs)}) from ${sql.raw(table)} t where t.id = c.record_id)`;
  });
  return sql<string | null>`(case c.table_name ${sql.join(cases, sql` `)} end)`;
}

/** JSON: of each id among the values, whose it is. */
function namesIn(): RawBuilder<string> {
  return sql<string>`(select json_group_object(named.id, named.name) filter (where named.name is not null)
    from (select ref.value as id, ${nameOfMaster(sql`ref.value`)} as name
      from (select value from json_each(c.loser_values) union select value from json_each(c.winner_values)
        union select item_id from stock_lots where id = c.record_id) ref) named)`;
}

/** The other item that has the barcode which lost. */
function takenBy(): RawBuilder<string | null> {
  return sql<string | null>`(select i.name from items i
    where c.table_name = 'items' and i.barcode = c.loser_values ->> '$.barcode' and i.id <> c.record_id limit 1)`;
}
