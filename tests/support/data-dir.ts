/**
 * Data directories of stacks that are made once and copied: a new cluster with
 * all migrations takes two seconds, a copy of one a third of one.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { places } from '#stack/config.ts';
import { startStack } from '#stack/stack.ts';

const cache = path.resolve('node_modules/.cache/flux-test-stack');

/** Not `fs.cp`: Postgres wants its files to belong to whom they did. */
export async function copyDataDir(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, to]);
}

/** Of a stack that has been up once, with nobody and nothing in it; made where it is missing or older than its sources. */
export async function migratedDataDir(): Promise<string> {
  const dir = path.join(cache, await hashOfSources());
  if (existsSync(dir)) return dir;
  await mkdir(cache, { recursive: true });
  const part = `${dir}.${process.pid}`;
  const stack = await startStack({ port: 0, durable: false, dataDir: part });
  await stack.stop();
  // Another file may have been faster.
  await rename(part, dir).catch(() => rm(part, { recursive: true }));
  return dir;
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of [
    places.migrations,
    path.dirname(places.rules),
    path.join(places.root, 'local-stack'),
  ]) {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = files
      .filter((file) => file.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name));
    for (const file of paths.toSorted()) hash.update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 32);
}
