/**
 * What stands between the cells of a file. A parser's own guess goes by how even
 * the rows are, and takes the decimal comma of 'Rice;1,50' for the delimiter.
 */

/** In doubt the rarer one: commas are in names and prices too. */
const delimiters = [';', '\t', '|', ','] as const;
export type Delimiter = (typeof delimiters)[number];

const linesLookedAt = 20;

/** The one that every one of the first lines has most of; else the one of the first line. */
export function guessDelimiter(text: string): Delimiter {
  const lines = firstLines(text);
  const [heading = ''] = lines;
  return (
    most((delimiter) => Math.min(...lines.map((line) => count(line, delimiter)))) ??
    most((delimiter) => count(heading, delimiter)) ??
    ','
  );
}

function most(score: (delimiter: Delimiter) => number): Delimiter | null {
  const scored = delimiters.map((delimiter) => ({ delimiter, score: score(delimiter) }));
  const best = Math.max(...scored.map((one) => one.score));
  return best > 0 ? (scored.find((one) => one.score === best)?.delimiter ?? null) : null;
}

/** Without what is between quotes. */
function firstLines(text: string): readonly string[] {
  const bare = text.slice(0, 64 * 1024).replace(/"[^"]*"/g, '');
  return bare
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, linesLookedAt);
}

function count(line: string, delimiter: string): number {
  return line.split(delimiter).length - 1;
}
