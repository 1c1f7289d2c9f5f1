/**
 * Records as released apps put them on the wire, kept as files: what tills that
 * were not updated yet still send. A folder a version, a file an act, in the
 * order of their names; ids that a server gives are named instead (`@rice`).
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PushRecord } from '#schema/push.ts';

const folder = path.resolve('tests/sync/wire');

export interface Frozen {
  readonly name: string;
  /** Which of the two tills sends it. */
  readonly from: 'here' | 'there';
  readonly record: PushRecord;
}

/** What stands for an id or code of this world in the files, by what it is called there. */
export type Names = Readonly<Record<string, string>>;

/** Oldest first. */
export async function frozenVersions(): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

export async function frozenRecords(version: string, names: Names): Promise<readonly Frozen[]> {
  const files = (await readdir(path.join(folder, version))).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(folder, version, file), 'utf8');
      const filled = text.replaceAll(/@[a-z_]+/g, (name) => names[name.slice(1)] ?? name);
      return { name: path.basename(file, '.json'), ...(JSON.parse(filled) as Omit<Frozen, 'name'>) };
    }),
  );
}

/** Never over a version that is there: what was released does not change. */
export async function freeze(version: string, acts: readonly Frozen[], names: Names): Promise<void> {
  await mkdir(path.join(folder, version));
  for (const { name, ...act } of acts) {
    let text = JSON.stringify(act, null, 2);
    for (const [word, value] of Object.entries(names)) text = text.replaceAll(value, `@${word}`);
    await writeFile(path.join(folder, version, `${name}.json`), `${text}\n`);
  }
}

/**
 * Where a record has what: each place with its type, entries of a list as one.
 * What is null tells no type.
 */
export function shapeOf(value: unknown, at = '', shape = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) for (const entry of value) shapeOf(entry, `${at}[]`, shape);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) shapeOf(inner, at === '' ? key : `${at}.${key}`, shape);
  const type = Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
  const known = shape.get(at);
  if (known === undefined || known === 'null') shape.set(at, type);
  return shape;
}
