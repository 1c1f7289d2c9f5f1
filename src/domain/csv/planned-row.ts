/** What importing a row would do. */
import type { MasterChange, Values } from '#domain/master-edit.ts';
import type { CsvRow } from './read-table.ts';
import type { RowFault } from './faults.ts';

export interface PlannedChange {
  readonly kind: 'create' | 'change';
  readonly row: number;
  /** Of the record, as it will be. */
  readonly name: string;
  /** Of a record that is there only the columns that differ. */
  readonly change: MasterChange;
  /** The same columns as they are; empty where the record is new. */
  readonly before: Values;
  /** Categories and units that are made first. */
  readonly makes: readonly MasterChange[];
}

export interface PlannedError {
  readonly kind: 'error';
  readonly row: CsvRow;
  readonly faults: readonly RowFault[];
}

export type PlannedRow = PlannedChange | { readonly kind: 'same'; readonly row: number } | PlannedError;
