import { execFile } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How a program is run so that Postgres accepts its user: as we are, or for root as `postgres`. */
export type RunAs = {
  /** null: we are an ordinary user. */
  readonly user: string | null;
  readonly ids: { readonly uid: number; readonly gid: number } | Record<string, never>;
  /** Goes before the command. */
  readonly prefix: readonly string[];
  /** Makes a file or folder theirs. */
  own(path: string): Promise<void>;
};

/** Postgres refuses root, so root hands over to the user `postgres`, made if it is missing. */
export async function findRunAs(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { user: null, ids: {}, prefix: [], own: () => Promise.resolve() };
  const ids = await idsOf('postgres').catch(async () => {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return idsOf('postgres');
  });
  return { user: 'postgres', ids, prefix: [], own: (path) => chown(path, ids.uid, ids.gid) };
}

/**
 * The same, able to enter this folder. Where `postgres` may not (below /root,
 * in a folder of mktemp), it is given the capability to pass.
 */
export async function ableToEnter(runAs: RunAs, dir: string): Promise<RunAs> {
  if (runAs.user === null || (await canEnter(runAs, dir))) return runAs;
  const { uid, gid } = runAs.ids;
  const caps = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const prefix = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...caps, '--'];
  const passing = { ...runAs, ids: {}, prefix };
  if (await canEnter(passing, dir)) return passing;
  throw new Error(
    `As root, Postgres runs as the user "${runAs.user}", who cannot enter ${dir}. ` +
      'Set FLUX_DATA_DIR to a folder that every user may pass (not below /root), or start Flux as an ordinary user.',
  );
}

async function canEnter(runAs: RunAs, dir: string): Promise<boolean> {
  const [file, ...args] = [...runAs.prefix, '/bin/sh', '-c', 'cd "$1"', 'try', dir];
  return run(file, args, { ...runAs.ids, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
