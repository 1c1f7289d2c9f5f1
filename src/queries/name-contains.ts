/**
 * Names that contain all words of a text, whatever the case (`domain/letter-case.ts`).
 * LIKE ignores the case of ASCII letters only; for a word with others each
 * letter is asked for in both cases, `*[cC][aA][fF][éÉ]*`, which is slower.
 * Where they contain the first word is asked of those that were found only.
 */
import { sql, type RawBuilder } from 'kysely';
import { casesOf } from '#domain/letter-case.ts';
import { searchWords } from '#domain/search-words.ts';

export function nameContains(column: string, text: string): RawBuilder<boolean> {
  const words = searchWords(text);
  if (words.length === 0) return sql<boolean>`true`;
  const name = sql.ref(column);
  const each = words.map((word) => hasWord(name, '*', word));
  return sql<boolean>`(${sql.join(each, sql` and `)})`;
}

/** For an order, as `rankOf` in `domain/search-rank.ts`; null where there are no words. */
export function nameRank(column: string, text: string): RawBuilder<number> | null {
  const [first] = searchWords(text);
  if (first === undefined) return null;
  const name = sql.ref(column);
  return sql<number>`case when ${hasWord(name, '', first)} then 0 when ${hasWord(name, '* ', first)} then 1 else 2 end`;
}

/** `before` as in GLOB: what stands in front of the word. */
function hasWord(name: RawBuilder<unknown>, before: '' | '*' | '* ', word: string): RawBuilder<boolean> {
  if (!hasOnlyAscii(word)) return sql<boolean>`${name} glob ${`${before}${inAnyCase(word)}*`}`;
  const escaped = word.replace(/[\\%_]/g, String.raw`\$&`);
  return sql<boolean>`${name} like ${`${before.replace('*', '%')}${escaped}%`} escape '\\'`;
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
