/**
 * Names that contain all words of a text, whatever the case (`domain/letter-case.ts`).
 * LIKE ignores the case of ASCII letters only; for a word with others each
 * letter is asked for in both cases, `*[cC][aA][fF][éÉ]*`, which is slower.
 */
import { sql, type RawBuilder } from 'kysely';
import { casesOf } from '#domain/letter-case.ts';
import { searchWords } from '#domain/search-words.ts';

export function nameContains(column: string, text: string): RawBuilder<boolean> {
  const words = searchWords(text);
  if (words.length === 0) return sql<boolean>`true`;
  const name = sql.ref(column);
  const each = words.map((word) =>
    hasOnlyAscii(word)
      ? sql<boolean>`${name} like ${`%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`} escape '\\'`
      : sql<boolean>`${name} glob ${`*${inAnyCase(word)}*`}`,
  );
  return sql<boolean>`(${sql.join(each, sql` and `)})`;
}

function hasOnlyAscii(word: string): boolean {
  return /^[\x21-\x7e]*$/.test(word);
}

/** In brackets GLOB's own signs stand for themselves. */
function inAnyCase(word: string): string {
  return Array.from(word, (character) => {
    const cases = casesOf(character).join('');
    return cases !== character || '*?['.includes(character) ? `[${cases}]` : character;
  }).join('');
}
