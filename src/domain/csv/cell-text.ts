/** What an export writes of a record: one cell for each column of its file. */
import { valueText } from './cells.ts';
import { fileColumns, type FileColumn, type FileTable, type NamedTable } from './file-columns.ts';
import type { NamedRecords } from './named-records.ts';
import type { KnownRecord } from './record-index.ts';

export function headingRow(table: FileTable): readonly string[] {
  return fileColumns[table].map(({ heading }) => heading);
}

export function recordRow(
  table: FileTable,
  record: KnownRecord,
  named: NamedRecords,
  currencyDecimals: number,
): readonly string[] {
  return fileColumns[table].map((column) => cellText(column, record, named, currencyDecimals));
}

export function cellText(
  { column, kind }: FileColumn,
  record: KnownRecord,
  named: NamedRecords,
  currencyDecimals: number,
): string {
  const value = record[column] ?? null;
  return isNamed(kind) ? named.nameOf(kind, String(value)) : valueText(kind, value, currencyDecimals);
}

export function isNamed(kind: FileColumn['kind']): kind is NamedTable {
  return kind === 'categories' || kind === 'units' || kind === 'tax_rates';
}
