/**
 * An edit of a master that is seen before the server has it (design section 6).
 *
 *   insert into edit_overlay ─► the row of the synced table, changed or made
 *                            └► an entry for that row in PowerSync's CRUD queue
 *
 * As long as anything is queued PowerSync leaves those tables alone; then it
 * makes every row for which there was an entry what the server says it is: what
 * was taken stays, what was refused or lost to a newer edit goes.
 */
import { defaults } from '#domain/master-edit.ts';
import { masterRules } from '#domain/master-rules.ts';
import { fixedColumns, masterTables, type MasterTable } from '#schema/masters.ts';

const value = (column: string) => `new.edit ->> '$.columns.${column}'`;

function setColumns(table: MasterTable): string {
  const fixed = fixedColumns[table] ?? [];
  return columnsOf(table)
    .filter((column) => !fixed.includes(column))
    .map(
      (column) =>
        `${column} = iif(json_type(new.edit, '$.columns.${column}') is null, ${column}, ${value(column)})`,
    )
    .join(', ');
}

function columnsOf(table: MasterTable): readonly string[] {
  return Object.keys(masterRules[table]);
}

const owner = `coalesce(new.created_by, (select value from database_facts where key = 'user_id'))`;

/** What nobody said, a record that is here for the first time has by default. */
function valueOrDefault(table: MasterTable, column: string): string {
  const usual = defaults[table][column] ?? null;
  return usual === null ? value(column) : `coalesce(${value(column)}, ${usual})`;
}

function insertRow(table: MasterTable): string {
  const columns = columnsOf(table);
  return `insert or ignore into ${table} (id, location_id, stamps, created_at, updated_at, created_by, ${columns.join(', ')})
      select new.edit ->> 'id', new.edit ->> 'location_id', '{}', new.at, new.at, ${owner},
        ${columns.map((column) => valueOrDefault(table, column)).join(', ')}
      where new.edit ->> 'kind' = 'create'`;
}

function updateRow(table: MasterTable): string {
  const set = setColumns(table);
  return set === ''
    ? ''
    : `update ${table} set ${set} where id = new.edit ->> 'id' and new.edit ->> 'kind' = 'edit';`;
}

/** A view, because only a view takes one kind of insert for nine tables. It shows nothing. */
export const overlayDdl = `create view if not exists edit_overlay as
  select null as queue_id, null as created_by, null as at, null as edit where false`;

export const overlayTriggers = masterTables.map((table) => ({
  name: `edit_overlay_${table}`,
  sql: `create trigger edit_overlay_${table} instead of insert on edit_overlay when new.edit ->> 'table' = '${table}' begin
    ${insertRow(table)};
    ${updateRow(table)}
    insert into powersync_crud (op, id, type, data)
      values ('PATCH', new.edit ->> 'id', '${table}', json_object('queue_id', new.queue_id));
  end`,
}));
