import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { findBinaries, type Binaries } from './binaries.ts';
import { clearLeftovers, postmasterPid } from './postmaster.ts';
import { ableToEnter, findRunAs, type RunAs } from './run-as.ts';

const run = promisify(execFile);

export const SUPERUSER = 'supabase_admin';

export type ClusterOptions = {
  /** Holds the data directory `data`, the server's log `server.log`, nothing else. */
  readonly dir: string;
  readonly port: number;
  readonly password: string;
  /** false: no fsync. For tests only: it survives the death of Postgres, not of the machine. */
  readonly durable: boolean;
};

export type Cluster = {
  readonly port: number;
  uri(role: string, database: string): string;
  stop(): Promise<void>;
  /** 'immediate' is a crash: nothing is flushed, the next start recovers from the log. */
  restart(mode?: 'fast' | 'immediate'): Promise<void>;
};

/** Starts a real Postgres, made first if there is none, and answers when it accepts connections. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const user = await findRunAs();
  const binaries = await findBinaries(user);
  const data = path.join(path.resolve(options.dir), 'data');
  await mkdir(options.dir, { recursive: true });
  const runAs = await ableToEnter(user, path.resolve(options.dir));
  await runAs.own(options.dir);
  if (!existsSync(path.join(data, 'PG_VERSION'))) await initialise(options, data, binaries, runAs);
  await clearLeftovers(data);

  const uri = (role: string, database: string): string =>
    `postgresql://${role}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`;
  const start = (): Promise<ChildProcess> =>
    launch(options, data, binaries, runAs, uri(SUPERUSER, 'postgres'));
  let keeper = await start();
  const stop = (): Promise<void> => shutDown(keeper);
  return {
    port: options.port,
    uri,
    stop,
    restart: async (mode = 'fast') => {
      const pid = mode === 'immediate' ? await postmasterPid(data) : null;
      if (pid !== null) process.kill(pid, 'SIGQUIT');
      await stop();
      keeper = await start();
    },
  };
}

/** initdb into a folder beside, renamed when it is whole: an interrupted first start leaves nothing half made. */
async function initialise(
  options: ClusterOptions,
  data: string,
  binaries: Binaries,
  runAs: RunAs,
): Promise<void> {
  const work = await mkdtemp(path.join(path.resolve(options.dir), 'initdb-'));
  const passwordFile = path.join(work, 'password');
  const target = path.join(work, 'data');
  try {
    await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
    await runAs.own(work);
    await runAs.own(passwordFile);
    const flags = ['-D', target, '-U', SUPERUSER, '--pwfile', passwordFile, '--auth=scram-sha-256'];
    // As on Supabase: UTF-8, sorted by ICU's rules.
    flags.push('--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US');
    if (!options.durable) flags.push('--no-sync');
    const [file = '', ...args] = [...runAs.prefix, binaries.initdb, ...flags];
    await run(file, args, { ...runAs.ids, cwd: work });
    await rename(target, data);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/*
 * node ──fd 3──► sh (the keeper) ──► postgres
 *
 * The keeper lives in a session of its own, so Ctrl-C reaches only us and
 * Postgres goes last. It stops Postgres when fd 3 closes: by stop(), or because
 * we were killed. So no server outlives its stack.
 */
const KEEPER = '"$@" 3<&- & pid=$!; (read _ <&3; kill -INT "$pid") 2>/dev/null & wait "$pid"';

async function launch(
  options: ClusterOptions,
  data: string,
  binaries: Binaries,
  runAs: RunAs,
  uri: string,
): Promise<ChildProcess> {
  const logFile = path.join(options.dir, 'server.log');
  const log = await open(logFile, (await sizeOf(logFile)) > 10_000_000 ? 'w' : 'a');
  const postgres = [binaries.postgres, '-D', data, ...serverFlags(options)];
  const [file = '', ...args] = [...runAs.prefix, '/bin/sh', '-c', KEEPER, 'keeper', ...postgres];
  const keeper = spawn(file, args, {
    ...runAs.ids,
    cwd: data,
    detached: true,
    stdio: ['ignore', log.fd, log.fd, 'pipe'],
  });
  await log.close();
  let spawnError: Error | undefined;
  keeper.on('error', (error) => (spawnError = error));
  // Our end may be closed after Postgres has gone by itself.
  keeper.stdio[3]?.on('error', () => undefined);
  while (!(await accepts(uri))) {
    if (spawnError) throw spawnError;
    if (keeper.exitCode !== null) throw new Error(`Postgres did not start:\n${await lastLines(logFile)}`);
    await sleep(25);
  }
  return keeper;
}

function serverFlags(options: ClusterOptions): string[] {
  const settings: Record<string, string> = {
    port: String(options.port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    wal_level: 'logical',
    max_wal_senders: '10',
    max_replication_slots: '10',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function accepts(uri: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: uri, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') throw error;
    return false;
  } finally {
    await client.end();
  }
}

async function shutDown(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
  keeper.stdio[3]?.destroy();
  await gone;
}

async function sizeOf(file: string): Promise<number> {
  return existsSync(file) ? (await stat(file)).size : 0;
}

async function lastLines(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).trimEnd().split('\n').slice(-15).join('\n');
}
