/**
 * Brings a database file to this build's tables: after `init()`, before
 * `connect()`. A file that is there already costs one read.
 *
 *   user_version = hash of all statements? ── yes ─► nothing to do
 *        │ no
 *        ▼ one transaction
 *   make room for tables of another shape ─► create what is missing ─► bring
 *   back what older ones held ─► add columns that are lacking, those of synced
 *   tables refilled from what PowerSync keeps ─► make triggers anew ─► user_version
 */
import type { CommonPowerSyncDatabase, Transaction } from '@powersync/common';
import { deviceDdl } from '#schema/device-schema.ts';
import { laterOutboxColumns } from '#schema/local-tables.ts';
import { syncedColumns } from '#schema/tables.generated.ts';
import { overlayDdl } from './edit-overlay.ts';
import { setOlderMovesAside } from './older-moves.ts';
import { setOlderSettlementsAside } from './older-settlements.ts';
import { openOutbox, outboxTriggers } from './outbox-triggers.ts';
import { soldDaysTriggers } from './sold-days.ts';

const triggers = [...outboxTriggers, ...soldDaysTriggers];
const version = hashOf([...deviceDdl, ...triggers.map(({ sql }) => sql)].join('\n'));

export async function prepareDatabase(power: CommonPowerSyncDatabase): Promise<void> {
  await power.init();
  const { user_version: found } = await power.get<{ user_version: number }>('pragma user_version');
  if (found === version) return;
  await power.writeTransaction(async (tx) => {
    const refills = [await setOlderMovesAside(tx), await setOlderSettlementsAside(tx)];
    for (const statement of deviceDdl) await tx.execute(statement);
    for (const refill of refills) await refill();
    await addMissingColumns(tx, 'outbox', laterOutboxColumns);
    for (const [table, columns] of Object.entries(syncedColumns)) {
      for (const name of await addMissingColumns(tx, table, columns)) await refillColumn(tx, table, name);
    }
    await tx.execute(openOutbox);
    await tx.execute(overlayDdl);
    for (const { name, sql } of triggers) {
      await tx.execute(`drop trigger if exists ${name}`);
      await tx.execute(sql);
    }
    await tx.execute(`pragma user_version = ${version}`);
  });
  await power.database.refreshSchema();
}

/** Answers the names of what it added. */
async function addMissingColumns(
  tx: Transaction,
  table: string,
  columns: readonly string[],
): Promise<readonly string[]> {
  const known = await tx.getAll<{ name: string }>('select name from pragma_table_info(?)', [table]);
  const missing = columns.filter((column) => !known.some(({ name }) => name === nameOf(column)));
  for (const column of missing) await tx.execute(`alter table ${table} add column ${column}`);
  return missing.map(nameOf);
}

/**
 * PowerSync fills a raw table only when a row arrives. A column that is new
 * here gets its values from the copy that it keeps of every synced row.
 */
async function refillColumn(tx: Transaction, table: string, name: string): Promise<void> {
  await tx.execute(
    `update ${table} set ${name} = (
       select json_extract(o.data, '$.${name}') from ps_oplog o
       where o.row_type = ? and o.row_id = ${table}.id and o.data is not null
       order by o.op_id desc limit 1)`,
    [table],
  );
}

function nameOf(column: string): string {
  return column.slice(0, column.indexOf(' '));
}

/** FNV-1a, as the positive 31-bit number that `user_version` holds. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 1) + 1;
}
