/** The cells of a row in which something stands, read. */
import type { MasterChange, Values } from '#domain/master-edit.ts';
import { cleanLine } from '#domain/text.ts';
import { cellText, isNamed } from './cell-text.ts';
import { readValue, type Numbers, type Value } from './cells.ts';
import { hasLostZeros } from './derived-id.ts';
import type { CellFault } from './faults.ts';
import type { FileColumn, NamedTable } from './file-columns.ts';
import type { NamedRecords } from './named-records.ts';
import type { KnownRecord } from './record-index.ts';
import type { RowKeys } from './row-keys.ts';

export interface ReadCell {
  readonly column: FileColumn;
  readonly text: string;
  readonly value: Value;
  readonly fault: CellFault | null;
  /** What its value names is not there yet. */
  readonly make: { readonly table: NamedTable; readonly change: MasterChange } | null;
}

export function readFullCell(
  column: FileColumn,
  text: string,
  named: NamedRecords,
  numbers: Numbers,
): ReadCell {
  const cell = { column, text, value: null, fault: null, make: null };
  if (!isNamed(column.kind)) return { ...cell, ...readValue(column.kind, text, numbers) };
  const found = named.find(column.kind, text, numbers);
  if ('fault' in found) return { ...cell, fault: found.fault };
  const make = found.make ? { table: column.kind, change: found.make } : null;
  return { ...cell, value: found.id, make };
}

/** Null where a cell that says which record it is cannot be read. */
export function keysOf(cells: readonly ReadCell[]): RowKeys | null {
  const key = (name: string) => cells.find(({ column }) => column.column === name);
  const [id, barcode] = [key('id'), key('barcode')];
  if (id?.fault || barcode?.fault) return null;
  const textOf = (cell: ReadCell | undefined) => (cell ? String(cell.value) : null);
  return {
    id: textOf(id),
    barcode: textOf(barcode),
    name: textOf(key('name')),
    archives: key('is_archived')?.value === 1,
  };
}

/**
 * The cells that say something else than the record has. One that holds what an
 * export of the record would is never read: the record keeps what it has, even
 * where two categories share a name. Nor does a spreadsheet that drops the zeros
 * before a barcode change it.
 */
export function cellsThatDiffer(
  cells: readonly ReadCell[],
  record: KnownRecord,
  named: NamedRecords,
  currencyDecimals: number,
): readonly ReadCell[] {
  return cells.filter(({ column, text, value, fault }) => {
    const has = record[column.column] ?? null;
    if (fault === null && value === has) return false;
    if (column.kind === 'barcode' && typeof has === 'string' && hasLostZeros(text, has)) return false;
    return text !== cleanLine(cellText(column, record, named, currencyDecimals));
  });
}

/** What the cells set; the id is nothing that one sets. */
export function valuesOf(cells: readonly ReadCell[]): Values {
  return Object.fromEntries(
    cells
      .filter(({ column, fault }) => column.kind !== 'id' && fault === null)
      .map(({ column, value }) => [column.column, value]),
  );
}
