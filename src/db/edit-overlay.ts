/**
 * An edit of a master that is seen before the server has it (design section 6).
 *
 *   insert into edit_overlay ─► the row of the synced table, changed or made
 *                            └► an entry for that row in PowerSync's CRUD queue
 *
 * Of each field the newest edit is seen, as the server will have it: one that
 * is tried again, or read in from a file, may be older than what is there. The
 * row has the stamps too, so that the next edit of it is later than all of them.
 *
 * As long as anything is queued PowerSync leaves those tables alone; then it
 * makes every row for which there was an entry what the server says it is: what
 * was taken stays, what was refused or lost to a newer edit goes.
 */
import { defaults } from '#domain/master-edit.ts';
import { masterRules } from '#domain/master-rules.ts';
import { fieldOf, fixedColumns, masterTables, type MasterTable } from '#schema/masters.ts';

const stamp = `new.edit ->> 'stamp'`;
const value = (column: string) => `new.edit ->> '$.columns.${column}'`;
const isSet = (column: string) => `json_type(new.edit, '$.columns.${column}') is not null`;

function stampIn(table: MasterTable, column: string): string {
  return `stamps ->> '$.${fieldOf(table, column)}'`;
}

/** Null is before all. */
function wins(table: MasterTable, column: string): string {
  return `${isSet(column)} and coalesce(${stampIn(table, column)}, '') <= ${stamp}`;
}

/** A stamp for each field, of columns that belong together that of the first. */
function stampsOf(columns: readonly string[], table: MasterTable, stampFor: (column: string) => string) {
  const fields = new Map<string, string>();
  for (const column of columns) {
    const field = fieldOf(table, column);
    if (!fields.has(field)) fields.set(field, stampFor(column));
  }
  // A key whose value is null is left out.
  return `json_patch('{}', json_object(${[...fields].map(([field, one]) => `'${field}', ${one}`).join(', ')}))`;
}

function setColumns(table: MasterTable): string {
  const fixed = fixedColumns[table] ?? [];
  const columns = columnsOf(table).filter((column) => !fixed.includes(column));
  if (columns.length === 0) return '';
  const stamps = stampsOf(
    columns,
    table,
    (column) => `iif(${wins(table, column)}, ${stamp}, ${stampIn(table, column)})`,
  );
  return [
    ...columns.map((column) => `${column} = iif(${wins(table, column)}, ${value(column)}, ${column})`),
    `stamps = ${stamps}`,
  ].join(', ');
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
  const stamps = stampsOf(columns, table, (column) => `iif(${isSet(column)}, ${stamp}, null)`);
  return `insert or ignore into ${table} (id, location_id, stamps, created_at, updated_at, created_by, ${columns.join(', ')})
      select new.edit ->> 'id', new.edit ->> 'location_id', ${stamps}, new.at, new.at, ${owner},
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
