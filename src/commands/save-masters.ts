/**
 * Saves masters as a person wants them, offline: what changed is on screen at
 * once and goes to the server by itself; the newest edit of each column wins
 * (design section 6). All of them or none.
 */
import type { MasterTable } from '#schema/masters.ts';
import { withDefaults, type MasterChange, type MasterEdit } from '#domain/master-edit.ts';
import { masterFaults } from '#domain/master-rules.ts';
import { refused, type RecordFault, type Refused } from '#domain/refusal.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { MissingRow, writeEdits } from '#db/write-edits.ts';
import type { Role, Till } from './till.ts';

export interface Saved {
  readonly kind: 'saved';
  /** What was queued; nothing of what was so already. */
  readonly edits: readonly MasterEdit[];
}

/** Some hundreds at a time: they hold the database together. */
export async function saveMasters(till: Till, changes: readonly MasterChange[]): Promise<Saved | Refused> {
  const needs = changes.map(({ table }) => roleFor(table)).find((role) => !mayEdit(till, role));
  if (needs) return refused({ kind: 'not_allowed', needs });
  const faults = changes.flatMap(faultsOf);
  if (faults.length > 0) return refused({ kind: 'invalid_master', faults });
  const maker = { locationId: till.location.id, deviceId: till.device.id, nowMs: till.clock.now() };
  try {
    return { kind: 'saved', edits: await writeEdits(till.db, maker, changes) };
  } catch (error) {
    if (error instanceof MissingRow) return refused({ kind: 'not_found' });
    if (isStorageFull(error)) return refused({ kind: 'storage_full' });
    throw error;
  }
}

/** Whether who stands here may edit these, and whose session it is too: the server goes by the session. */
export function mayEditMasters(till: Pick<Till, 'user' | 'cashier'>, table: MasterTable): boolean {
  return mayEdit(till, roleFor(table));
}

function roleFor(table: MasterTable): 'manager' | 'admin' {
  return table === 'locations' || table === 'location_settings' ? 'admin' : 'manager';
}

const rank: Readonly<Record<Role, number>> = { cashier: 0, manager: 1, admin: 2 };

function mayEdit({ user, cashier }: Pick<Till, 'user' | 'cashier'>, needs: 'manager' | 'admin'): boolean {
  return Math.min(rank[user.role], rank[cashier.role]) >= rank[needs];
}

function faultsOf(change: MasterChange): RecordFault[] {
  const { table, kind, id } = change;
  const columns = kind === 'create' ? withDefaults(change) : change.columns;
  return masterFaults(table, columns, kind).map((fault) => ({ id, ...fault }));
}
