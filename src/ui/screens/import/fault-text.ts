/** What is wrong with a row of a file, and what to do about it. */
import { decimalText } from '#domain/decimal.ts';
import { fileColumns, type FileColumn, type FileTable } from '#domain/csv/file-columns.ts';
import type { CellFault, RowFault, WholeFault } from '#domain/csv/faults.ts';
import { formatMoney, type Currency } from '#domain/money.ts';
import { listWords } from './list-words.ts';

export function faultSentence(fault: RowFault, table: FileTable, currency: Currency): string {
  if (fault.column === null) return wholeText(fault.fault, table);
  const column = fileColumns[table].find((one) => one.column === fault.column);
  const text = cellText(fault.fault, fault.text, column, currency);
  return `${column?.heading ?? fault.column}: ${text}`;
}

const longestSaid = 40;

function wholeText(fault: WholeFault, table: FileTable): string {
  const { one, many } = listWords[table];
  switch (fault.kind) {
    case 'quotes_broken':
      return 'A quotation mark is not closed, so rows below may be missing. Close it, or write it twice inside a text.';
    case 'too_many_cells':
      return `It has more cells than the heading has (${fault.expected}). Put a text with a comma between quotation marks.`;
    case 'same_record':
      return `Row ${fault.row} is of the same ${one}. Keep one of the two.`;
    case 'like_row':
      return `Row ${fault.row} could mean the same ${one}. Give both an ID${withBarcode(table)}, or take one out.`;
    case 'record_ambiguous':
      return `Several ${many} have this name. Say which by its ID${withBarcode(table)}.`;
  }
}

function withBarcode(table: FileTable): string {
  return table === 'items' ? ' or a barcode' : '';
}

function cellText(
  fault: CellFault,
  text: string,
  column: FileColumn | undefined,
  currency: Currency,
): string {
  const said = `“${text.length > longestSaid ? `${text.slice(0, longestSaid)}…` : text}”`;
  switch (fault.kind) {
    case 'required':
      return 'It is missing. Write it in the row.';
    case 'too_long':
      return `It is longer than ${fault.limit} characters. Shorten it.`;
    case 'out_of_range':
      return `${said} is not between ${amount(fault.least ?? 0, column, currency)} and ${amount(fault.limit ?? 0, column, currency)}. Correct it.`;
    case 'malformed':
      return column?.kind === 'barcode'
        ? `${said} is no barcode: 3 to 48 letters, digits and . $ / + % -`
        : `${said} cannot be kept. Correct it.`;
    case 'not_a_number':
      return `${said} is not a number. Correct it, or how numbers are written.`;
    case 'too_fine':
      return `${said} has more than ${fault.limit} decimals. Round it, or change how numbers are written.`;
    case 'not_yes_or_no':
      return `${said} is neither yes nor no. Write one of them.`;
    case 'not_an_id':
      return `${said} is no ID. Leave it as it was exported, or empty.`;
    case 'barcode_rounded':
      return `The spreadsheet has rounded it to ${said}. Format the column as text, then enter the code again.`;
    case 'name_unknown':
      return `There is no ${listWords[fault.table].one} ${said}. ${
        fault.table === 'tax_rates'
          ? 'Add it to the catalog first.'
          : 'Add it first, or let the import add it.'
      }`;
    case 'name_ambiguous':
      return `Several ${listWords[fault.table].many} are called ${said}. Rename all but one first.`;
    case 'barcode_taken':
      return `“${fault.by}” has ${said} already. Correct one of the two.`;
  }
}

/** A bound, in the column's own unit. */
function amount(value: number, column: FileColumn | undefined, currency: Currency): string {
  if (column?.kind === 'money') return formatMoney(value, currency);
  if (column?.kind === 'percent') return `${decimalText(value, 4).replace(/\.?0+$/, '') || '0'} %`;
  if (column?.kind === 'quantity') return decimalText(value, 3).replace(/\.?0+$/, '') || '0';
  return String(value);
}
