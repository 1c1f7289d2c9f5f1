/**
 * Which hit comes first: what was typed first is how the name begins (0), how
 * a later word of it begins (1), or inside of one (2). 'milk' means Milk before
 * Buttermilk.
 */
export type SearchRank = 0 | 1 | 2;

/** Of a name that has the word; both folded (`letter-case.ts`). */
export function rankOf(name: string, word: string): SearchRank {
  if (name.startsWith(word)) return 0;
  return name.includes(` ${word}`) ? 1 : 2;
}
