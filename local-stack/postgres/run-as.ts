import { execFile } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How a program is run so that Postgres accepts its user: as we are, or for root as `postgres`. */
export type RunAs = {
  /** Goes before the command. */
  readonly prefix: readonly string[];
  readonly ids: { readonly uid: number; readonly gid: number } | Record<string, never>;
  /** Makes a file or folder theirs. */
  own(path: string): Promise<void>;
};

const AS_WE_ARE: RunAs = { prefix: [], ids: {}, own: () => Promise.resolve() };

/**
 * Postgres refuses root, so root hands over to the user `postgres`, made if it
 * is missing. Where that user cannot reach the project or the data (below
 * /root, in a folder of mktemp), it is given the right to pass such folders.
 */
export async function findRunAs(program: string, dir: string): Promise<RunAs> {
  const direct = process.getuid?.() === 0 ? await asPostgres() : AS_WE_ARE;
  const problem = await reach(direct, program, dir);
  if (problem === null) return direct;
  if (direct === AS_WE_ARE) {
    throw new Error(
      `${program} does not run. Was the project installed with --ignore-scripts? Run npm ci again.`,
      {
        cause: problem,
      },
    );
  }
  const passing = withPassage(direct);
  const remaining = await reach(passing, program, dir);
  if (remaining === null) return passing;
  throw new Error(
    `As root, Postgres runs as the user "postgres", who can reach neither ${program} nor ${dir}. ` +
      'Move both to where every user may pass (not below /root), or start Flux as an ordinary user.',
    { cause: remaining },
  );
}

async function asPostgres(): Promise<RunAs> {
  const ids = await idsOf('postgres').catch(async () => {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return idsOf('postgres');
  });
  return { prefix: [], ids, own: (path) => chown(path, ids.uid, ids.gid) };
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function withPassage(direct: RunAs): RunAs {
  const { uid, gid } = direct.ids;
  const caps = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const prefix = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...caps, '--'];
  return { prefix, ids: {}, own: direct.own };
}

/** null when the program runs and the folder can be entered. */
async function reach(runAs: RunAs, program: string, dir: string): Promise<unknown> {
  const script = '"$1" --version && cd "$2"';
  const [file = '', ...args] = [...runAs.prefix, '/bin/sh', '-c', script, 'reach', program, dir];
  try {
    await run(file, args, runAs.ids);
    return null;
  } catch (error) {
    return error;
  }
}
