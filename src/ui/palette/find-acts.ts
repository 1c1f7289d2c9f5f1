import { fold } from '#domain/letter-case.ts';

/** Those that have every word that was typed; what begins with it first. */
export function findActs<One extends { readonly word: string }>(
  all: readonly One[],
  text: string,
): readonly One[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const first = words[0];
  const found = all.filter(({ word }) => words.every((one) => fold(word).includes(one)));
  if (first === undefined) return found;
  const begins = ({ word }: One) => fold(word).startsWith(first);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))];
}
