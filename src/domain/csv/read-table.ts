/**
 * Rows of a CSV file, some at a time, so that the page goes on answering. No
 * worker: the parser would start it from a blob, which our content security
 * policy forbids.
 */
import Papa from 'papaparse';
import { cleanLine } from '#domain/text.ts';
import { unguardCell } from './cell-guard.ts';
import { guessDelimiter, type Delimiter } from './guess-delimiter.ts';

export interface CsvRow {
  /** As a spreadsheet counts: the heading is row 1. */
  readonly number: number;
  /** Cleaned, one line each. */
  readonly cells: readonly string[];
  /** A quotation mark of it is not where one can be: it may have swallowed what follows. */
  readonly isBroken: boolean;
}

export interface CsvTable {
  readonly heading: readonly string[];
  /** Those in which something stands. */
  readonly rows: readonly CsvRow[];
  readonly delimiter: Delimiter;
}

export type ReadResult =
  | { readonly kind: 'read'; readonly table: CsvTable }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too_long'; readonly max: number };

/** More than any list that a till keeps. */
export const maxRows = 100_000;
const rowsBetweenPauses = 2000;

/** What a cell says: white space, line breaks and the guard of `cell-guard.ts` are not part of it. */
export function readCell(raw: string): string {
  return unguardCell(cleanLine(raw));
}

/** `pause` is waited for now and then. */
export async function readCsv(raw: string, pause: () => Promise<void>): Promise<ReadResult> {
  const text = withoutHint(raw.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const delimiter = guessDelimiter(text);
  const rows = (await parse(text, delimiter, pause)).filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [heading, ...rest] = rows;
  if (!heading || rest.length === 0) return { kind: 'empty' };
  if (rest.length > maxRows) return { kind: 'too_long', max: maxRows };
  return { kind: 'read', table: { heading: heading.cells, rows: rest, delimiter } };
}

/** A first line 'sep=;' speaks to spreadsheets, which do not show it. */
function withoutHint(text: string): string {
  return text.replace(/^"?sep=.?"?\n/i, '');
}

function parse(text: string, delimiter: string, pause: () => Promise<void>): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(text, {
      delimiter,
      newline: '\n',
      // It splits all that is left, after every pause anew.
      fastMode: false,
      step({ data, errors }, parser) {
        rows.push({ number: rows.length + 1, cells: data.map(readCell), isBroken: errors.length > 0 });
        if (rows.length > 2 * maxRows) parser.abort();
        if (rows.length % rowsBetweenPauses > 0) return;
        parser.pause();
        pause().then(() => parser.resume(), reject);
      },
      complete: () => resolve(rows),
    });
  });
}
