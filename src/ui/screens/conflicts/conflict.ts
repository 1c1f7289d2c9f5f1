/** A conflict as it is shown: its JSON read, its fields in words. Pure. */
import { differing, standingOf, valuesOf, type Standing } from '#domain/master-conflict.ts';
import type { MasterChange, Values } from '#domain/master-edit.ts';
import { masterFaults } from '#domain/master-rules.ts';
import { masterColumns } from '#schema/documents/master-edit.ts';
import { isMasterTable, type MasterTable } from '#schema/masters.ts';
import type { ConflictRow } from '#queries/conflicts.ts';
import { fieldWord, masterWord } from '#ui/masters/words.ts';

export interface Version {
  readonly values: Values;
  readonly by: string | null;
  readonly deviceCode: string | null;
  /** Null where no edit set it. */
  readonly at: string | null;
}

export interface Conflict {
  readonly id: string;
  /** Null where this build knows no such master. */
  readonly table: MasterTable | null;
  readonly recordId: string;
  readonly recordName: string;
  readonly kindWord: string;
  readonly field: string;
  /** Of columns that belong together only those that differ. */
  readonly columns: readonly string[];
  readonly reason: ConflictRow['reason'];
  readonly loser: Version;
  readonly winner: Version;
  readonly present: Values | null;
  readonly names: Readonly<Record<string, string>>;
  /** Who has the barcode that lost now. */
  readonly takenBy: string | null;
  /** Who had it then, where that is what it lost to. */
  readonly hadBy: string | null;
  readonly noticedAt: string;
  readonly standing: Standing;
  /** Why its values can never be: nothing where they can. */
  readonly fault: string | null;
}

export function conflictOf(row: ConflictRow): Conflict {
  const loser = valuesOf(row.loser_values);
  const winner = valuesOf(row.winner_values);
  const present = row.present === null ? null : valuesOf(row.present);
  const table = isMasterTable(row.table_name) ? row.table_name : null;
  const names = JSON.parse(row.names) as Record<string, string>;
  const differs = inOrder(table, differing(loser, winner));
  const columns = differs.length > 0 ? differs : Object.keys(loser);
  return {
    id: row.id,
    table,
    recordId: row.record_id,
    recordName: nameOf(row, present, loser, names),
    kindWord: masterWord(row.table_name),
    field: fieldWord(columns.length === 1 ? (columns[0] ?? row.field) : row.field),
    columns,
    reason: row.reason,
    loser: version(loser, row.loser_by_name, row.loser_device_code, row.loser_stamp),
    winner: version(winner, row.winner_by_name, row.winner_device_code, row.winner_stamp),
    present,
    names,
    takenBy: row.taken_by,
    hadBy: 'id' in winner ? (names[String(winner['id'])] ?? 'Another item') : null,
    noticedAt: row.created_at,
    standing: standingOf({ loser, winner, present, isBarcodeTaken: row.taken_by !== null }),
    fault: table === null ? null : faultOf(table, loser),
  };
}

/** What lost, as an edit of its own; null where there is nothing that could be edited. */
export function restoring({
  table,
  recordId,
  loser,
  present,
  standing,
  fault,
}: Conflict): MasterChange | null {
  if (table === null || fault !== null) return null;
  if (standing !== 'restorable' && standing !== 'changed_since') return null;
  return { table, kind: 'edit', id: recordId, columns: loser.values, ...(present ? { seen: present } : {}) };
}

/** As the table has them: the amount, then what goes with it. */
function inOrder(table: MasterTable | null, columns: readonly string[]): readonly string[] {
  if (table === null) return columns;
  return Object.keys(masterColumns[table].shape).filter((column) => columns.includes(column));
}

function faultOf(table: MasterTable, values: Values): string | null {
  const [fault] = masterFaults(table, values, 'edit');
  if (fault === undefined) return null;
  const word = fieldWord(fault.column);
  return fault.kind === 'required' ? `${word} is needed` : `${word} cannot be that`;
}

/** A stamp begins with its time. */
function version(
  values: Values,
  by: string | null,
  deviceCode: string | null,
  stamp: string | null,
): Version {
  return { values, by, deviceCode, at: stamp?.slice(0, 24) ?? null };
}

function nameOf(
  { table_name }: ConflictRow,
  present: Values | null,
  loser: Values,
  names: Readonly<Record<string, string>>,
): string {
  if (table_name === 'location_settings') return 'Settings of this location';
  const known = present ?? loser;
  const name = known['name'] ?? known['batch_number'] ?? '';
  if (name === '') return present === null ? 'A record that was never made' : 'Without a name';
  const item = names[String(known['item_id'] ?? '')];
  return item ? `${item}, ${name}` : String(name);
}
