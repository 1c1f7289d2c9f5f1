/** docs/offline.md as a table. */
import { readFile } from 'node:fs/promises';

export interface Row {
  readonly what: string;
  readonly verdict: string;
  readonly where: readonly string[];
  readonly says: string;
}

export async function readMatrix(): Promise<Row[]> {
  const lines = (await readFile('docs/offline.md', 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => {
    const [what = '', verdict = '', where = '', says = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { what, verdict, where: [...where.matchAll(/`([^`]+)`/g)].map(([, at]) => at!), says };
  });
}
