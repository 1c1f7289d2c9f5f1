/**
 * What an edit of a master sends: only what changed, with what it was before
 * (design section 6). Pure.
 *
 *   what a person wants + the row as it is ─► columns and previous, or nothing
 */
import { fixedColumns, masterGroups, type MasterTable } from '#schema/masters.ts';

export type Values = Readonly<Record<string, string | number | null>>;

/** One record as a person wants it. */
export interface MasterChange {
  readonly table: MasterTable;
  readonly kind: 'create' | 'edit';
  /** Of a new record `newId()`; of what must be one record wherever it is made, derived. */
  readonly id: string;
  /** Of a new record all that has no default; else any: what the row has already is not sent. */
  readonly columns: Values;
  /** What stood there when the person decided, where that may be a while ago: if it is not so any more, the server logs what is replaced. */
  readonly seen?: Values;
}

/** `previous` of every column that is set; none where the row is new. */
export interface MasterEdit extends Omit<MasterChange, 'seen'> {
  readonly previous: Values;
}

/** Of what nobody says, as the server has them. */
export const defaults: Readonly<Record<MasterTable, Values>> = {
  items: { barcode: null, cost_minor: 0, reorder_level_milli: null, is_batch_tracked: 0, is_archived: 0 },
  categories: { sort_order: 0, is_archived: 0 },
  units: { quantity_decimals: 0, is_archived: 0 },
  tax_rates: { is_archived: 0 },
  customers: { phone: null, email: null, credit_limit_minor: 0, credit_days: 0, is_archived: 0 },
  suppliers: { phone: null, email: null, is_archived: 0 },
  stock_lots: { expiry_date: null },
  location_settings: {},
  locations: {},
};

/** A new record with what nobody said. */
export function withDefaults({ table, columns }: Pick<MasterChange, 'table' | 'columns'>): Values {
  return { ...defaults[table], ...columns };
}

/**
 * Null where nothing changed. A record that is there already is edited, not made
 * again. Of a new one only what was said is sent: the same record may have been
 * made elsewhere (from the same file), and what nobody said must not take back
 * what somebody there has set since.
 */
export function editOf({ seen = {}, ...change }: MasterChange, row: Values | null): MasterEdit | null {
  if (row === null) return { ...change, kind: 'create', columns: said(change), previous: {} };
  const names = together(change.table, changedNames(change, row));
  if (names.length === 0) return null;
  const columns = Object.fromEntries(names.map((name) => [name, valueOf(change.columns, row, name)]));
  const previous = Object.fromEntries(names.map((name) => [name, valueOf(seen, row, name)]));
  return { ...change, kind: 'edit', columns, previous };
}

/** What an edit changes: of what is sent together only that which differs; of a new record all. */
export function changesOf({
  kind,
  columns,
  previous,
}: Pick<MasterEdit, 'kind' | 'columns' | 'previous'>): readonly string[] {
  const names = Object.keys(columns);
  return kind === 'create' ? names : names.filter((name) => columns[name] !== previous[name]);
}

/** The same columns back to what they were; a record that was new is archived, where its kind can be. */
export function undoOf(edits: readonly MasterEdit[]): readonly MasterChange[] {
  return edits.toReversed().flatMap(({ table, id, kind, columns, previous }): MasterChange[] => {
    if (kind === 'edit') return [{ table, id, kind, columns: previous, seen: columns }];
    return 'is_archived' in defaults[table] ? [{ table, id, kind: 'edit', columns: { is_archived: 1 } }] : [];
  });
}

/** What belongs to something that was said has its default said with it. */
function said(change: MasterChange): Values {
  const whole = withDefaults(change);
  const names = together(change.table, Object.keys(change.columns));
  return Object.fromEntries(names.map((name) => [name, whole[name] ?? null]));
}

function changedNames({ table, columns }: MasterChange, row: Values): readonly string[] {
  const fixed = fixedColumns[table] ?? [];
  return Object.keys(columns).filter((name) => !fixed.includes(name) && columns[name] !== row[name]);
}

/** With those that belong to one of them. */
function together(table: MasterTable, names: readonly string[]): readonly string[] {
  const groups = Object.values(masterGroups[table] ?? {}).filter((group) =>
    group.some((name) => names.includes(name)),
  );
  return [...new Set([...names, ...groups.flat()])];
}

function valueOf(columns: Values, row: Values, name: string): string | number | null {
  return (name in columns ? columns[name] : row[name]) ?? null;
}
