/** The rows of a result as a CSV file, written as they come. */
import { byteOrderMark, csvText } from '#domain/csv/write-csv.ts';
import { decimalText } from '#domain/decimal.ts';
import type { AmountForm, SqlRow, SqlValue } from '#schema/workbench.ts';

export interface CsvFile {
  columns(names: readonly string[]): void;
  rows(rows: readonly SqlRow[]): void;
  file(): Blob;
}

export function csvFile(form: AmountForm): CsvFile {
  let decimals: readonly (number | null)[] = [];
  // Parts that are Blobs already need not stay in memory.
  const parts: Blob[] = [];
  const add = (text: string) => void parts.push(new Blob([text]));
  return {
    columns(names) {
      decimals = names.map((name) => decimalsOf(name, form));
      add(byteOrderMark + csvText([names]));
    },
    rows(rows) {
      add(csvText(rows.map((row) => row.map((value, index) => cellOf(value, decimals[index] ?? null)))));
    },
    file: () => new Blob(parts, { type: 'text/csv' }),
  };
}

/** By the unit in the name; null where the number stays as it is. */
export function decimalsOf(column: string, form: AmountForm): number | null {
  if (form.kind === 'raw') return null;
  if (column.endsWith('_minor')) return form.currencyDecimals;
  return column.endsWith('_milli') ? 3 : null;
}

function cellOf(value: SqlValue, decimals: number | null): string {
  if (value === null) return '';
  if (value instanceof Uint8Array)
    return [...value].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (decimals !== null && typeof value === 'number' && Number.isInteger(value))
    return decimalText(value, decimals);
  return String(value);
}
