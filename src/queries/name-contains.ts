/** 'rice 5kg' finds names that contain both words, in any order, whatever the case. */
import { sql, type RawBuilder } from 'kysely';

export function nameContains(column: string, text: string): RawBuilder<boolean> {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return sql<boolean>`true`;
  const each = words.map((word) => sql<boolean>`${sql.ref(column)} like ${`%${escaped(word)}%`} escape '\\'`);
  return sql<boolean>`(${sql.join(each, sql` and `)})`;
}

function escaped(word: string): string {
  return word.replace(/[\\%_]/g, (special) => `\\${special}`);
}
