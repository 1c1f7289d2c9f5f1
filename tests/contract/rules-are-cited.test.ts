import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** Musts and shoulds of docs/requirements.md, by id. */
async function wanted(): Promise<Set<string>> {
  const rows = (await readFile('docs/requirements.md', 'utf8')).matchAll(
    /^\| (R[\d.]+-\d+[a-z]?) \|.*?\| (\w) \|/gm,
  );
  return new Set([...rows].filter(([, , level]) => level === 'M' || level === 'S').map(([, id]) => id!));
}

/** Ids in the names of tests. */
async function cited(): Promise<Set<string>> {
  const { stdout } = await run('git', [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '*.test.ts',
    '*.test.tsx',
    'tests/**/*.ts',
  ]);
  const ids = new Set<string>();
  for (const file of new Set(stdout.trim().split('\n'))) {
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const [, id] of text.matchAll(/\[(R[\d.]+-\d+[a-z]?)\]/g)) ids.add(id!);
  }
  return ids;
}

test('every must and should has a test, but for those that docs/not-yet.txt lists', async () => {
  const [rules, tests] = await Promise.all([wanted(), cited()]);
  const notYet = (await readFile('docs/not-yet.txt', 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('R'))
    .map((line) => line.split(/\s/)[0]!);
  expect(rules.size).toBeGreaterThan(150);
  expect(
    notYet.filter((id) => !rules.has(id)),
    'not-yet.txt names an unknown rule',
  ).toEqual([]);
  expect(
    notYet.filter((id) => tests.has(id)),
    'has a test now: take it off not-yet.txt',
  ).toEqual([]);
  expect(
    [...rules].filter((id) => !tests.has(id) && !notYet.includes(id)),
    'no test cites',
  ).toEqual([]);
  expect(
    [...tests].filter((id) => !rules.has(id) && !/^R(4\.2-1[01]|5-5|7\.1-4|10\.3-7)$/.test(id)),
    'a test cites an unknown rule',
  ).toEqual([]);
});
