/** What can still be done about an edit that lost (R9.1-3). */
import type { Values } from './master-edit.ts';

export type Standing =
  /** The record was never made, so there is nothing to edit. */
  | 'no_record'
  /** What lost is there now, whoever set it. */
  | 'in_use'
  /** Another item has the barcode. */
  | 'taken'
  /** The record is neither as the winner left it nor as the loser would have it. */
  | 'changed_since'
  | 'restorable';

export interface Lost {
  readonly loser: Values;
  readonly winner: Values;
  /** The whole record as it is now; null where there is none. */
  readonly present: Values | null;
  readonly isBarcodeTaken: boolean;
}

export function standingOf({ loser, winner, present, isBarcodeTaken }: Lost): Standing {
  if (present === null) return 'no_record';
  if (holds(present, loser)) return 'in_use';
  if (isBarcodeTaken) return 'taken';
  // Of a barcode that another item has, the winner is that item.
  const kept = 'id' in winner ? { barcode: null } : winner;
  return holds(present, kept) ? 'restorable' : 'changed_since';
}

/** The columns in which the two differ: of columns that belong together only some may. */
export function differing(a: Values, b: Values): readonly string[] {
  return Object.keys(a).filter((column) => a[column] !== b[column]);
}

/** Of the server's JSON; of what is no record nothing. */
export function valuesOf(json: string | null): Values {
  const read: unknown = JSON.parse(json ?? '{}');
  return typeof read === 'object' && read !== null ? plainValues(read) : {};
}

/** With booleans as the device has them. */
export function plainValues(columns: object): Values {
  const plain = Object.entries(columns).map(([column, value]: [string, unknown]) => [
    column,
    typeof value === 'boolean' ? Number(value) : isPlain(value) ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(plain) as Values;
}

function isPlain(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

function holds(record: Values, values: Values): boolean {
  return Object.entries(values).every(([column, value]) => record[column] === value);
}
