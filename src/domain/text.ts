/**
 * Text is cleaned once, at the edge: what Postgres cannot store (NUL, lone
 * surrogates) and what no person typed (other control characters) goes, white
 * space around it too. One way of writing each letter stays (NFC): 'é' may come
 * as two characters, and looks the same. Markup stays: it is text, and shown as text.
 */
const controls = /[^\P{Cc}\n\t]/gu;

/** Keeps line breaks. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, '').normalize('NFC').trim();
}

/** One line: tabs and line breaks become spaces. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/[\t\n]+/g, ' ');
}

/** Characters as Postgres counts them. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
