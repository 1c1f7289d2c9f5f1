import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The process id of the server that works on this data directory, or null. */
export async function postmasterPid(dataDir: string): Promise<number | null> {
  const file = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : null;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * A killed stack leaves a server that is still shutting down, or a stale
 * postmaster.pid whose number may belong to a stranger by now. The caller holds
 * the data directory's lock, so a live server here is an orphan of ours.
 */
export async function clearLeftovers(dataDir: string): Promise<void> {
  const pid = await postmasterPid(dataDir);
  if (pid === null) return;
  if (!(await commandOf(pid)).includes(dataDir)) {
    await rm(path.join(dataDir, 'postmaster.pid'), { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  await waitForExit(pid, 20_000);
}

/** Waits until the process is gone; after the time it is told to stop at once, and Postgres recovers at the next start. */
export async function waitForExit(pid: number, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT');
    await sleep(25);
  }
}

async function commandOf(pid: number): Promise<string> {
  const proc = `/proc/${pid}/cmdline`;
  if (existsSync(proc)) return (await readFile(proc, 'utf8')).replaceAll('\0', ' ');
  const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]);
  return stdout;
}
