/**
 * A spreadsheet runs a cell that begins with one of these signs as a formula. An
 * apostrophe before it makes it text, there and here; one that stood there
 * already gets one more, so that what was written is what is read.
 */
const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const guarded = /^'+[=+\-@\t\r\n＝＋－＠]/u;

export function guardCell(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

export function unguardCell(text: string): string {
  return guarded.test(text) ? text.slice(1) : text;
}
