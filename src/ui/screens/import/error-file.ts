/** The rows that were not taken, as a file to correct and to choose again: as they are, with what is wrong at the end. */
import { byteOrderMark, csvText } from '#domain/csv/write-csv.ts';
import type { FileTable } from '#domain/csv/file-columns.ts';
import type { PlannedError } from '#domain/csv/planned-row.ts';
import type { Currency } from '#domain/money.ts';
import { saveFile } from '#ui/save-file.ts';
import { faultSentence } from './fault-text.ts';

export const csvType = 'text/csv;charset=utf-8';

export function errorText(
  heading: readonly string[],
  errors: readonly PlannedError[],
  table: FileTable,
  currency: Currency,
): string {
  // A row that is too wide stays so, or its cells would be taken for those of other columns the next time.
  const line = (cells: readonly string[], last: string) => [
    ...cells,
    ...Array.from({ length: Math.max(0, heading.length - cells.length) }, () => ''),
    last,
  ];
  return csvText([
    line(heading, 'What is wrong'),
    ...errors.map(({ row, faults }) =>
      line(row.cells, faults.map((fault) => faultSentence(fault, table, currency)).join(' ')),
    ),
  ]);
}

export function saveErrors(fileName: string, ...what: Parameters<typeof errorText>): void {
  const name = `${fileName.replace(/\.[^.]*$/, '')}-errors.csv`;
  saveFile(name, csvType, [byteOrderMark, errorText(...what)]);
}
