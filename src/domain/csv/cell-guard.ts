/**
 * A spreadsheet runs a cell that begins with one of these signs as a formula. An
 * apostrophe before it makes it text, there and here; one that stood there
 * already gets one more, so that what was written is what is read. Where lists
 * are written with semicolons or bars a spreadsheet begins a cell at each of those too.
 */
const dangerous = /(^|[;|])(?='*[=+\-@\t\r\n＝＋－＠])/gu;
const guarded = /(^|[;|])'(?='*[=+\-@\t\r\n＝＋－＠])/gu;

export function guardCell(text: string): string {
  return text.replace(dangerous, "$1'");
}

export function unguardCell(text: string): string {
  return text.replace(guarded, '$1');
}
