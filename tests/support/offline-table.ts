/** The table of docs/offline.md: what works without a network, where, and what the screen says. */
import { readFile } from 'node:fs/promises';

export interface OfflineLine {
  readonly what: string;
  readonly verdict: string;
  readonly where: readonly string[];
  readonly says: string;
}

export async function offlineTable(): Promise<OfflineLine[]> {
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
