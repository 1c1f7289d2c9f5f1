/**
 * Upper and lower case as a search ignores it: 'CAFÉ' is 'café'. SQLite's LIKE
 * knows ASCII letters only, so the rule is ours, one for the memory and for the
 * database: a letter and its other case are one where each is the other's other
 * case and both are one character. ß, İ and the Kelvin sign are only themselves.
 */

/** Of the same length as the text, in code points. */
export function fold(text: string): string {
  return isAscii.test(text) ? text.toLowerCase() : Array.from(text, foldOne).join('');
}

/** The characters that fold to the same as this one: itself, and its other case if it has one. */
export function casesOf(character: string): readonly string[] {
  const lower = foldOne(character);
  const upper = lower.toUpperCase();
  return upper !== lower && foldOne(upper) === lower ? [lower, upper] : [character];
}

const isAscii = /^[\0-\x7f]*$/;

function foldOne(character: string): string {
  const lower = character.toLowerCase();
  return lower.toUpperCase() === character ? lower : character;
}
