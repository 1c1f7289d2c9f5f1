/** Why a row of a file is not taken. Closed: each kind has its sentence in `ui/screens/import/fault-text.ts`. */
import type { MasterFault } from '#domain/master-rules.ts';
import type { NamedTable } from './file-columns.ts';

/** Of one cell. */
export type CellFault =
  | Omit<MasterFault, 'column'>
  | { readonly kind: 'not_a_number' }
  /** More decimals than `limit`. */
  | { readonly kind: 'too_fine'; readonly limit: number }
  | { readonly kind: 'not_yes_or_no' }
  | { readonly kind: 'not_an_id' }
  /** '4.00638E+12': the spreadsheet has thrown digits away. */
  | { readonly kind: 'barcode_rounded' }
  | { readonly kind: 'name_unknown'; readonly table: NamedTable }
  | { readonly kind: 'name_ambiguous'; readonly table: NamedTable }
  | { readonly kind: 'barcode_taken'; readonly by: string };

/** Of the whole row. */
export type WholeFault =
  | { readonly kind: 'quotes_broken' }
  | { readonly kind: 'too_many_cells'; readonly expected: number }
  /** Row `row` is of the same record. */
  | { readonly kind: 'same_record'; readonly row: number }
  /** Several records have this name, and nothing else says which of them is meant. */
  | { readonly kind: 'record_ambiguous' }
  /** After this row nobody could tell which record row `row` is of. */
  | { readonly kind: 'like_row'; readonly row: number };

export type RowFault =
  | { readonly column: string; readonly text: string; readonly fault: CellFault }
  | { readonly column: null; readonly fault: WholeFault };

export function cellFault(column: string, text: string, fault: CellFault): RowFault {
  return { column, text, fault };
}

export function rowFault(fault: WholeFault): RowFault {
  return { column: null, fault };
}
