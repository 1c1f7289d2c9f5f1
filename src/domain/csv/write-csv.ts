/** Rows as the text of a CSV file. */
import Papa from 'papaparse';
import { cleanLine } from '#domain/text.ts';
import { guardCell } from './cell-guard.ts';

/** By this mark a spreadsheet knows UTF-8. It stands once, at the beginning of the file. */
export const byteOrderMark = '\ufeff';

/** Cells as `readCell` reads them back, one line each; none is run as a formula. Ends with a line break, so that texts can follow each other. */
export function csvText(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return `${Papa.unparse(
    rows.map((cells) => cells.map((cell) => guardCell(cleanLine(cell)))),
    { newline: '\r\n' },
  )}\r\n`;
}
