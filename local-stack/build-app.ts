import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { glob, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { places } from './config.ts';
import { claimDataDir } from './instance.ts';

const SOURCES = [
  'src/**',
  'backend-connector/**',
  'public/**',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
];

/**
 * Builds dist/ when it is missing or older than what it is made of. Two stacks
 * that start at once share one dist: the second waits and finds it fresh.
 */
export async function buildApp(log: (line: string) => void, announce: () => void): Promise<void> {
  if (await isFresh()) return;
  announce();
  const lock = await claimWhenFree(path.join(places.root, 'node_modules', '.flux-build'));
  try {
    if (!(await isFresh())) await runVite(log);
  } finally {
    lock.release();
  }
}

async function isFresh(): Promise<boolean> {
  const shell = path.join(places.dist, 'index.html');
  if (!existsSync(shell)) return false;
  const builtAt = (await stat(shell)).mtimeMs;
  for await (const entry of glob(SOURCES, { cwd: places.root })) {
    const info = await stat(path.join(places.root, entry));
    if (info.isFile() && info.mtimeMs > builtAt) return false;
  }
  return true;
}

async function runVite(log: (line: string) => void): Promise<void> {
  const vite = path.join(places.root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build'], {
    cwd: places.root,
    // A test runner's NODE_ENV would build React for development.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  log(output.trimEnd());
  if (code !== 0) throw new Error(`The app does not build:\n${output.trimEnd()}`);
}

async function claimWhenFree(dir: string): Promise<{ release(): void }> {
  await mkdir(dir, { recursive: true });
  const deadline = Date.now() + 300_000;
  for (;;) {
    try {
      return await claimDataDir(dir);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(250);
    }
  }
}
