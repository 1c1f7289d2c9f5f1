/**
 * What a screen has to know of a master: its columns, how each is shown and
 * set, and which of them are one decision. One of these for each table, one
 * table and one form for all of them.
 */
import type { LucideIcon } from 'lucide-react';
import type { masterColumns } from '#schema/documents/master-edit.ts';
import type { MasterTable } from '#schema/masters.ts';
import type { NamedTable } from '#queries/master-lists.ts';

export interface Choice {
  readonly value: string | number;
  readonly label: string;
}

export type Kind =
  | { readonly kind: 'text'; readonly inputMode?: 'tel' | 'email'; readonly isLong?: true }
  /** In minor units, typed with the decimals of the currency. */
  | { readonly kind: 'money' }
  /** In parts per million, typed in per cent. */
  | { readonly kind: 'percent' }
  /** In thousandths of the unit, typed in units. */
  | { readonly kind: 'quantity' }
  | { readonly kind: 'integer' }
  | { readonly kind: 'yes_no' }
  | { readonly kind: 'date' }
  /** The id of another master; searched for where there are too many for a list. */
  | { readonly kind: 'reference'; readonly to: NamedTable; readonly isSearched?: true }
  | { readonly kind: 'choice'; readonly choices: () => readonly Choice[] };

export interface ColumnDefinition<Name extends string = string> {
  readonly name: Name;
  readonly of: Kind;
  readonly hint?: string;
  /** Takes the whole width of a form. */
  readonly isWide?: true;
  /** The room that it wants in a list, in rem, where that is not the same as for others of its kind. */
  readonly width?: number;
  /** What stands in a list where there is no value. */
  readonly none?: string;
}

/** Columns that people set side by side. */
export interface Section<Name extends string = string> {
  /** Why they stand together; where the server takes them only together, that is the reason. */
  readonly legend?: string;
  readonly hint?: string;
  readonly columns: readonly Name[];
}

export interface MasterDefinition<Table extends MasterTable = MasterTable, Name extends string = string> {
  readonly table: Table;
  /** Of many of them. */
  readonly title: string;
  readonly icon: LucideIcon;
  readonly columns: readonly ColumnDefinition<Name>[];
  readonly sections: readonly Section<Name>[];
  /** What a person calls a row by, the first column of the list. */
  readonly called: Name;
  /** The other columns of the list, the most important first: as many as there is room for. */
  readonly listed: readonly Name[];
  /** Where there is room for one value only, of those the first that is a number or a date, these stand below the name. */
  readonly below: readonly Name[];
}

type ColumnOf<Table extends MasterTable> = keyof (typeof masterColumns)[Table]['shape'] & string;

/** Holds a definition to the columns of its table. */
export function define<const Table extends MasterTable>(
  definition: MasterDefinition<Table, ColumnOf<Table>>,
): MasterDefinition {
  return definition;
}

export function columnOf({ columns, table }: MasterDefinition, name: string): ColumnDefinition {
  const column = columns.find((one) => one.name === name);
  if (!column) throw new Error(`${table} has no column ${name}`);
  return column;
}
